//! Modules and programs in zip files: the library's `zipimport` reads them, asked from here where an entry of the path
//! is no directory.
//!
//! ```text
//! app.zip        a file                          ─► zipimporter, kept in sys.path_importer_cache
//! app.zip/sub    no such file, but one above it  ─► zipimporter with the prefix `sub/`
//! missing        neither                         ─► nothing is imported, no Python runs
//! ```

use super::find::os_path;
use super::{Held, Vm};
use crate::objects::{Dict, List, Module, Str};
use crate::value::{PyResult, Value};
use pyopt_compiler::syntax::decode_source;
use rustpython_wtf8::Wtf8;

/// What stands at the end of a zip file, in front of at most [`TAIL`] bytes.
const END: &[u8] = b"PK\x05\x06";
/// The rest of the end record, and the longest comment.
const TAIL: usize = 18 + 0xffff;

/// What an entry of the path has under a name.
pub(super) enum Zipped {
    /// A module: its spec.
    Module(Value),
    /// A part of a namespace package: its `submodule_search_locations`.
    Portions(Value),
    /// Nothing.
    Nothing,
}

/// Whether a file's bytes may be those of a zip file: what `zipimport` looks for first.
pub(crate) fn may_be_zip(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL + END.len())..];
    memchr::memmem::find(tail, END).is_some()
}

impl Vm {
    /// Looks for a module in an entry of the path that is no directory; `None` where the entry is no zip file either.
    pub(super) fn find_zipped(&mut self, entry: &Wtf8, name: Value) -> PyResult<Option<Zipped>> {
        let Some(importer) = self.zip_importer(entry)? else { return Ok(None) };
        let key = self.intern("find_spec");
        let find = self.get_attr(importer, key)?;
        let spec = self.call(find, &[name])?;
        if spec.is_none() {
            return Ok(Some(Zipped::Nothing));
        }
        let [loader, portions] = ["loader", "submodule_search_locations"].map(|n| self.intern(n));
        Ok(Some(if self.get_attr(spec, loader)?.is_none() {
            Zipped::Portions(self.get_attr(spec, portions)?)
        } else {
            Zipped::Module(spec)
        }))
    }

    /// The importer of an entry of the path that is a zip file, or lies in one.
    ///
    /// # Errors
    /// What `zipimport` raises beside `ZipImportError`.
    pub(crate) fn zip_importer(&mut self, entry: &Wtf8) -> PyResult<Option<Value>> {
        // What reads zip files lies in none: the path is not asked for it. Folders stay folders.
        if self.reads_no_zip || self.folders.contains(entry) || !self.lies_in_a_file(entry) {
            return Ok(None);
        }
        let path = self.new_str(entry)?;
        let cache = self.importer_cache()?;
        if let Some(cache) = cache
            && let Some(known) = self.dict_get(cache, path)?
        {
            return Ok(Some(known).filter(|known| !known.is_none()));
        }
        let importer = match self.new_zip_importer(path) {
            Ok(importer) => importer,
            Err(_) if self.raised_is(self.types.import_error) => {
                self.raised = Value::NULL;
                Value::NONE
            }
            Err(raised) => return Err(raised),
        };
        if let Some(cache) = cache {
            self.dict_set(cache, path, importer)?;
        }
        Ok(Some(importer).filter(|importer| !importer.is_none()))
    }

    /// `zipimport.zipimporter(path)`.
    ///
    /// # Errors
    /// `ZipImportError`.
    pub(crate) fn new_zip_importer(&mut self, path: Value) -> PyResult {
        let outer = std::mem::replace(&mut self.reads_no_zip, true);
        let module = self.import_module("zipimport");
        self.reads_no_zip = outer;
        let module = module?;
        let key = self.intern("zipimporter");
        let class = self.get_attr(module, key)?;
        self.call(class, &[path])
    }

    fn importer_cache(&mut self) -> PyResult<Option<crate::heap::Gc<Dict>>> {
        let key = self.intern("path_importer_cache");
        let Some(sys) = self.held(Held::Sys).downcast::<Module>() else { return Ok(None) };
        Ok(self.namespace_get(sys.dict(), key)?.and_then(|cache| cache.downcast()))
    }

    /// Whether a path, or the longest part of it that exists, is a file.
    fn lies_in_a_file(&mut self, path: &Wtf8) -> bool {
        let mut end = path.len();
        while end > 0 {
            let Some(part) = os_path(&path[..end]) else { return false };
            if let Ok(stat) = self.host.stat(&part, true) {
                if stat.is_dir() && end == path.len() {
                    self.folders.insert(path.to_owned());
                }
                return stat.is_file();
            }
            end = memchr::memrchr(b'/', &path.as_bytes()[..end]).unwrap_or(0);
        }
        false
    }

    /// The text of a source in a zip file, for tracebacks.
    pub(super) fn zipped_source(&mut self, filename: &str) -> Option<String> {
        // What is shown are lines of modules that were imported: their archives are known.
        let cache = self.importer_cache().ok()??;
        let mut end = filename.len();
        loop {
            end = filename[..end].rfind('/')?;
            let part = self.new_str(&filename[..end]).ok()?;
            let importer = self.dict_get(cache, part).ok()?.filter(|importer| !importer.is_none());
            let Some(importer) = importer else { continue };
            let read = self.intern("get_data");
            let path = self.new_str(filename).ok()?;
            let data = self.get_attr(importer, read).and_then(|read| self.call(read, &[path]));
            let Ok(data) = data else {
                self.raised = Value::NULL;
                continue;
            };
            let data = data.downcast::<crate::objects::Bytes>()?;
            return decode_source(data.as_slice()).ok().map(|text| text.to_string());
        }
    }

    /// The strs of a list that are paths.
    pub(super) fn paths_of(&mut self, list: Value) -> PyResult<Vec<rustpython_wtf8::Wtf8Buf>> {
        let list = match list.downcast::<List>() {
            Some(list) => list,
            None => self.list_of(list)?,
        };
        Ok(list
            .items()
            .iter()
            .filter_map(|p| p.get().downcast::<Str>())
            .map(|p| p.as_wtf8().to_owned())
            .collect())
    }
}
