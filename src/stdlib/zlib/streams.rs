//! Runs of the crate's streams that give all their output at once.

use zlib_rs::{
    Deflate, DeflateConfig, DeflateFlush, Inflate, InflateError, InflateFlush, Method, Status, Strategy,
};

/// How a stream failed: zlib's number, and its words if it has some.
#[derive(Debug)]
pub(super) struct Failure {
    pub(super) number: i32,
    pub(super) message: Option<String>,
}

impl Failure {
    fn new(number: i32, message: Option<&str>) -> Failure {
        Failure { number, message: message.map(str::to_owned) }
    }

    /// `Error -3 while decompressing data: incorrect header check`
    pub(super) fn text(&self, doing: &str) -> String {
        match &self.message {
            Some(message) => format!("Error {} {doing}: {message}", self.number),
            None => format!("Error {} {doing}", self.number),
        }
    }
}

/// Output is gathered in pieces of this size.
const PIECE: usize = 16 * 1024;

/// A stream that compresses; `None` for settings that there are not.
pub(super) fn deflate(level: i64, method: i64, bits: i64, memory: i64, strategy: i64) -> Option<Deflate> {
    let strategy = match strategy {
        0 => Strategy::Default,
        1 => Strategy::Filtered,
        2 => Strategy::HuffmanOnly,
        3 => Strategy::Rle,
        4 => Strategy::Fixed,
        _ => return None,
    };
    let known = (-1..=9).contains(&level)
        && method == 8
        && (1..=9).contains(&memory)
        && matches!(bits, 8..=15 | -15..=-9 | 25..=31);
    // A window of 256 bytes is one of 512 in every implementation.
    let window_bits = if bits == 8 { 9 } else { bits as i32 };
    let config = DeflateConfig {
        level: level as i32,
        method: Method::Deflated,
        window_bits,
        mem_level: memory as i32,
        strategy,
    };
    known.then(|| Deflate::new_with_config(config))
}

/// A stream that decompresses; `None` for window sizes that there are not.
pub(super) fn inflate(bits: i64) -> Option<Inflate> {
    match bits {
        0 | 8..=15 | 24..=31 | 40..=47 => Some(Inflate::new(true, bits as u8)),
        -15..=-8 => Some(Inflate::new(false, (-bits) as u8)),
        _ => None,
    }
}

/// Compresses all of `input`; with `Finish` to the end of the stream.
pub(super) fn compress(
    stream: &mut Deflate,
    mut input: &[u8],
    flush: DeflateFlush,
    out: &mut Vec<u8>,
) -> Result<(), Failure> {
    loop {
        let (start, before) = (out.len(), (stream.total_in(), stream.total_out()));
        out.resize(start + PIECE, 0);
        let status = stream.compress(input, &mut out[start..], flush);
        let taken = (stream.total_in() - before.0) as usize;
        let made = (stream.total_out() - before.1) as usize;
        out.truncate(start + made);
        input = &input[taken..];
        match status {
            Ok(Status::StreamEnd) => return Ok(()),
            // Room was left: everything was taken, and flushed as far as asked.
            Ok(_) if made < PIECE => return Ok(()),
            Ok(_) => {}
            Err(_) => return Err(Failure::new(-2, Some("inconsistent stream state"))),
        }
    }
}

/// What became of a piece of input.
pub(super) struct Decompressed {
    /// How much was taken.
    pub(super) taken: usize,
    /// The stream ended.
    pub(super) ended: bool,
}

/// Decompresses `input` until it is used up, the stream ends or `most` bytes were made. `dictionary` is for streams
/// that ask for one.
pub(super) fn decompress(
    stream: &mut Inflate,
    input: &[u8],
    most: usize,
    dictionary: Option<&[u8]>,
    out: &mut Vec<u8>,
) -> Result<Decompressed, Failure> {
    let first = out.len();
    let mut taken = 0;
    loop {
        let room = PIECE.min(most - (out.len() - first));
        if room == 0 {
            return Ok(Decompressed { taken, ended: false });
        }
        let (start, before) = (out.len(), (stream.total_in(), stream.total_out()));
        out.resize(start + room, 0);
        let status = stream.decompress(&input[taken..], &mut out[start..], InflateFlush::SyncFlush);
        taken += (stream.total_in() - before.0) as usize;
        let made = (stream.total_out() - before.1) as usize;
        out.truncate(start + made);
        match (status, dictionary) {
            (Ok(Status::StreamEnd), _) => return Ok(Decompressed { taken, ended: true }),
            (Ok(_), _) if made < room => return Ok(Decompressed { taken, ended: false }),
            (Ok(_), _) => {}
            (Err(InflateError::NeedDict { .. }), Some(dictionary)) => {
                if stream.set_dictionary(dictionary).is_err() {
                    return Err(Failure::new(-3, None));
                }
            }
            (Err(InflateError::NeedDict { .. }), None) => return Err(Failure::new(2, None)),
            (Err(InflateError::DataError), _) => return Err(Failure::new(-3, stream.error_message())),
            (Err(InflateError::MemError), _) => return Err(Failure::new(-4, None)),
            (Err(InflateError::StreamError), _) => {
                return Err(Failure::new(-2, Some("inconsistent stream state")));
            }
        }
    }
}

/// The checksum that ends zlib's streams.
pub(super) fn adler32(data: &[u8], before: u32) -> u32 {
    const MODULUS: u32 = 65521;
    let (mut a, mut b) = (before & 0xffff, before >> 16);
    // As many bytes as the sums have room for.
    for chunk in data.chunks(5552) {
        for &byte in chunk {
            a += u32::from(byte);
            b += a;
        }
        (a, b) = (a % MODULUS, b % MODULUS);
    }
    b << 16 | a
}
