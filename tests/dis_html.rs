//! `pyopt dis --html`: the page holds the whole way of a program, needs nothing else, and no text of a program becomes
//! markup.

use std::path::PathBuf;
use std::process::Command;

fn pyopt() -> Command {
    Command::new(env!("CARGO_BIN_EXE_pyopt"))
}

/// The page of a source under this file name, and what a program says about its data, which it finds as `data`.
fn page(test: &str, name: &str, source: &str, program: &str) -> (String, String) {
    let folder: PathBuf = std::env::temp_dir().join(format!("pyopt-html-{}-{test}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the page");
    let (path, out) = (folder.join(name), folder.join("out.html"));
    // The name may hold folders.
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for the program");
    std::fs::write(&path, source).expect("the program is written");
    let made = pyopt()
        .current_dir(&folder)
        .args(["dis", "--html"])
        .arg(&out)
        .arg(name)
        .output()
        .expect("pyopt runs");
    assert!(made.status.success() && made.stdout.is_empty(), "{}", String::from_utf8_lossy(&made.stderr));
    let page = std::fs::read_to_string(&out).expect("the page is text");
    let (_, rest) = page.split_once("<script type=\"application/json\" id=\"data\">").expect("the data");
    let (data, _) = rest.split_once("</script>").expect("the end of the data");
    for c in ['<', '>', '&', '\u{2028}', '\u{2029}', '\n'] {
        assert!(!data.contains(c), "{c:?} in the data of {test}");
    }
    std::fs::write(folder.join("data.json"), data).expect("the data is written");
    let program = format!("import json\ndata = json.load(open('data.json', encoding='utf-8'))\n{program}");
    let read = pyopt().current_dir(&folder).args(["run", "-c", &program]).output().expect("pyopt runs");
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let said = String::from_utf8_lossy(&read.stdout).into_owned();
    let _ = std::fs::remove_dir_all(&folder);
    (page, said)
}

const PROGRAM: &str = "\
def f(items):
    for item in items:
        if item in [1, 2]:
            return len('abc') + item
    try:
        return 2 + 3
    except ValueError:
        pass
";

#[test]
fn the_data_is_that_of_the_program() {
    let (page, said) = page(
        "data",
        "program.py",
        PROGRAM,
        "
print(data['file'], data['level'], data['source'][1].strip(), len(data['source']))
names = [step['name'] for step in data['steps']]
f = data['units'][1]
print(f['name'], f['line'], [names[step['step']] for step in f['steps']][:5], names[-1])
folded = f['steps'][1]
print([row[:1] + row[2:4] + row[6:] for row in folded['rows'] if row[0] != ' ' and row[2] != 'NOP'])
print(len(folded['blocks']) == len(folded['boxes']), sorted({edge[2] for step in f['steps'] for edge in step['edges']}))
print(sum(edge[3] for edge in f['steps'][-1]['edges']))
print([(r['kind'], r['id'], r['line'], r.get('before'), r.get('after'), r.get('guards')) for r in data['remarks'] if r['kind'] != 'graph'])
print(any(r['kind'] == 'graph' and r['id'] == 'C01' and r['line'] == 6 for r in data['remarks']))
",
    );
    let expected = "\
program.py guarded for item in items: 9
f 1 ['written', 'A02', 'A10', 'G01', 'exits'] assembled
[['-', 'LOAD_CONST', '2', 6], ['-', 'LOAD_CONST', '3', 6], ['-', 'BINARY_OP', '+', 6], ['+', 'LOAD_CONST', '5', 6]]
True ['except', 'jump', 'next', 'slow']
1
[('applied', 'A10', 3, '[1, 2]', '(1, 2)', []), ('applied', 'G01', 4, \"len('abc')\", '3', ['builtin:len']), ('applied', 'A02', 6, '2 + 3', '5', [])]
True
";
    for wanted in expected.lines() {
        assert!(said.lines().any(|line| line == wanted), "no {wanted} in {said}");
    }
    // Nothing comes from elsewhere; the one address is the name of SVG.
    assert_eq!(page.matches("http").count(), 2, "the name of SVG, and the policy's http-equiv");
    for outside in
        [" src=", " href=", "url(", "@import", "fetch(", "XMLHttpRequest", "innerHTML", "document.write"]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(page.starts_with("<!doctype html>\n<html lang=\"en\">"));
}

#[test]
fn no_text_becomes_markup() {
    let source = "\
# </script><script>alert(1)</script> <!-- & \u{2028} \u{2029} \u{85}
héllo = '</script>' + \"<img src=x onerror=alert('1')>\" + '\\ud800' + '&lt;'
name = f'{héllo}</style>\u{2028}' '''\"</textarea>'''
def ſ(a='\\x00\\u2029'):
    return a, '/*script*/', '<!--title-->'
";
    let name = "<b onclick='x'>&\"/*data*/x.py";
    let (page, said) = page(
        "hostile",
        name,
        source,
        "
print(ascii(data['file']), ascii(data['source'][0]), ascii(data['source'][1]))
print(any('\\\\ud800' in row[3] for unit in data['units'] for step in unit['steps'] for row in step['rows']))
",
    );
    assert_eq!(page.matches("</script>").count(), 2, "that of the data and that of the script");
    assert_eq!(page.matches("<script").count(), 2);
    assert!(!page.contains("<img") && !page.contains("<b onclick") && !page.contains("</style>\u{2028}"));
    assert!(
        page.contains("<title>&lt;b onclick=&#39;x&#39;&gt;&amp;&quot;/*data*/x.py · pyopt</title>"),
        "{page}"
    );
    let expected = "\
'<b onclick=\\'x\\'>&\"/*data*/x.py' '# </script><script>alert(1)</script> <!-- & \\u2028 \\u2029 \\x85' \
'h\\xe9llo = \\'</script>\\' + \"<img src=x onerror=alert(\\'1\\')>\" + \\'\\\\ud800\\' + \\'&lt;\\''
True
";
    assert_eq!(said, expected);
}

#[test]
fn strange_programs_have_pages() {
    let many: String = (0..400).map(|n| format!("if x{n}:\n    y = {n}\n")).collect();
    for (test, source) in [
        ("empty", "".to_owned()),
        ("generic", "def f[T: int](x: T = 1): return [y for y in x]\nclass A[T]: pass\n".to_owned()),
        ("many", many),
        ("copies", "for i in (1, 2):\n    f = lambda: i\n".to_owned()),
        ("match", "match x:\n    case {'a': [1, *r]} if r: pass\n    case _: raise\n".to_owned()),
    ] {
        let (_, said) = page(
            test,
            "program.py",
            &source,
            "print(data['units'][0]['name'], len(data['units'][0]['steps']) > 0)",
        );
        assert_eq!(said, "<module> True\n", "{test}");
    }
    let output = pyopt().args(["dis", "--html", "/nowhere/x.html", "-c", "x"]).output().expect("pyopt runs");
    assert_eq!(output.status.code(), Some(2));
}
