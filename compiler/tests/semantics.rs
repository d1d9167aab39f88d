//! Operators and formatting against answers of CPython 3.14.

use pyopt_compiler::semantics::format_spec::FormatSpec;
use pyopt_compiler::semantics::{
    Complex, Int, IntRef, SemResult, complex, float, format, int, parse, percent,
};
use pyopt_compiler::syntax::ast::Wtf8;

fn spec(text: &str, name: &str) -> SemResult<FormatSpec> {
    FormatSpec::parse(Wtf8::new(text), name)
}

fn shown(result: SemResult<impl std::fmt::Display>) -> String {
    result.map_or_else(|error| error.to_string(), |text| text.to_string())
}

#[test]
fn formats_ints() {
    for (value, text, expected) in [
        (5, ".2", "ValueError: Precision not allowed in integer format specifier"),
        (5, ",x", "ValueError: Cannot specify ',' with 'x'."),
        (5, ",_", "ValueError: Cannot specify both ',' and '_'."),
        (5, "c", "\x05"),
        (-5, "c", "OverflowError: %c arg not in range(0x110000)"),
        (5, "y", "ValueError: Unknown format code 'y' for object of type 'int'"),
        (5, "ab", "ValueError: Invalid format specifier 'ab' for object of type 'int'"),
        (1234567, "015,", "000,001,234,567"),
        (1234567, "x>15,", "xxxxxx1,234,567"),
        (1234567, "#_b", "0b1_0010_1101_0110_1000_0111"),
        (1234567, "=+15,", "+     1,234,567"),
        (255, "#010x", "0x000000ff"),
        (-255, "#010X", "-0X00000FF"),
        (3, "0<5", "30000"),
        (3, "<05", "30000"),
        (-3, "05", "-0003"),
        (5, "z.1f", "5.0"),
        (5, "99999999999999999999", "ValueError: Too many decimal digits in format string"),
    ] {
        let result = spec(text, "int").and_then(|spec| format::format_int(IntRef::Small(value), &spec, 0));
        assert_eq!(shown(result), expected, "format({value}, {text:?})");
    }
}

#[test]
fn formats_floats() {
    for (value, text, expected) in [
        (1234567.5, "010,.1f", "1,234,567.5"),
        (1e16, "", "1e+16"),
        (1e16, "#g", "1.00000e+16"),
        (1e16, ".3", "1e+16"),
        (123.456, ".3", "1.23e+02"),
        (100.0, ".3", "1e+02"),
        (1e-5, "", "1e-05"),
        (1.0, "10", "       1.0"),
        (1.0, "%", "100.000000%"),
        (0.5, ".0%", "50%"),
        (f64::INFINITY, "010", "0000000inf"),
        (f64::NAN, "+", "+nan"),
        (f64::NEG_INFINITY, "F", "-INF"),
        (-0.01, "z.1f", "0.0"),
        (-0.0, "", "-0.0"),
        (1.5, ".2n", "1.5"),
        (1.5, ".0e", "2e+00"),
        (1.5, "#.0e", "2.e+00"),
        (1.5, "#.0f", "2."),
        (0.5, ".0f", "0"),
        (2.5, ".0f", "2"),
        (1e22, ".0f", "10000000000000000000000"),
        (1e-7, ".3g", "1e-07"),
        (0.0001, "g", "0.0001"),
        (123456789.0, "g", "1.23457e+08"),
        (12345.678901, ",.7_f", "12,345.678_901_0"),
        (12345.678901, ".7,f", "12345.678,901,0"),
        (1.5, "d", "ValueError: Unknown format code 'd' for object of type 'float'"),
        (1.5, ".", "ValueError: Format specifier missing precision"),
    ] {
        let result = spec(text, "float").and_then(|spec| format::format_float(value, &spec));
        assert_eq!(shown(result), expected, "format({value}, {text:?})");
    }
}

#[test]
fn formats_strings_and_complex_numbers() {
    for (text, expected) in [
        ("^7", "  abc  "),
        ("*<7.1s", "a******"),
        ("05", "abc00"),
        ("=5", "ValueError: '=' alignment not allowed in string format specifier"),
        (",", "ValueError: Cannot specify ',' with 's'."),
        ("d", "ValueError: Unknown format code 'd' for object of type 'str'"),
    ] {
        let result = spec(text, "str").and_then(|spec| format::format_str(Wtf8::new("abc"), &spec));
        assert_eq!(shown(result), expected, "format('abc', {text:?})");
    }
    for (text, expected) in [
        ("", "(1+2j)"),
        (".2f", "1.00+2.00j"),
        ("10", "    (1+2j)"),
        ("<20.1f", "1.0+2.0j            "),
        ("010", "ValueError: Zero padding is not allowed in complex format specifier"),
    ] {
        let value = Complex { real: 1.0, imag: 2.0 };
        let result = spec(text, "complex").and_then(|spec| format::format_complex(value, &spec));
        assert_eq!(shown(result), expected, "format(1+2j, {text:?})");
    }
}

#[test]
fn divides_and_rounds_as_python() {
    let small = IntRef::Small;
    let pair = |a, b| int::divmod(small(a), small(b)).expect("divisor");
    assert_eq!(pair(-7, 2), (Int::Small(-4), Int::Small(1)));
    assert_eq!(pair(7, -2), (Int::Small(-4), Int::Small(-1)));
    assert!(matches!(pair(i64::MIN, -1).0, Int::Big(_)));
    assert_eq!(
        int::floordiv(small(1), small(0)).unwrap_err().to_string(),
        "ZeroDivisionError: division by zero"
    );
    let power = |a, b| match int::pow(small(a), small(b)).expect("fits") {
        int::IntPow::Int(value) => value,
        int::IntPow::Float(value) => panic!("{value}"),
    };
    let huge = power(10, 400);
    assert_eq!(
        int::truediv(huge.as_ref(), small(1)).unwrap_err().to_string(),
        "OverflowError: integer division result too large for a float"
    );
    assert_eq!(int::truediv(huge.as_ref(), power(10, 399).as_ref()).ok(), Some(10.0));
    assert_eq!(int::truediv(small(1), power(10, 320).as_ref()).ok(), Some(1e-320));
    assert_eq!(int::truediv(power(3, 100).as_ref(), power(7, 50).as_ref()).ok(), Some(286565.2145083427));
    assert_eq!(int::to_f64(power(3, 200).as_ref()).ok(), Some(2.6561398887587478e+95));
    assert_eq!(int::round(small(1250), -2), Int::Small(1200));
    assert_eq!(int::round(small(1350), -2), Int::Small(1400));
    assert_eq!(int::hash(huge.as_ref()), 477640439047194790);
    assert_eq!(float::round_to_digits(2.675, 2).ok(), Some(2.67));
    assert_eq!(float::round_to_digits(1e308, -308).ok(), Some(1e308));
    assert_eq!(float::divmod(-7.5, 2.0).ok(), Some((-4.0, 0.5)));
    assert_eq!(int::pow_mod(small(2), small(-1), small(5)).ok(), Some(Int::Small(3)));
    assert_eq!(int::rshift(small(-5), small(1)).ok(), Some(Int::Small(-3)));
    assert_eq!(int::rshift(int::neg(huge.as_ref()).as_ref(), small(2000)).ok(), Some(Int::Small(-1)));
}

#[test]
fn spells_floats() {
    for (value, text) in [
        (0.1, "0.1"),
        (1e16, "1e+16"),
        (123456789012345680.0, "1.2345678901234568e+17"),
        (1e15, "1000000000000000.0"),
        (0.0001, "0.0001"),
        (0.00001, "1e-05"),
        (-0.0, "-0.0"),
        (5e-324, "5e-324"),
    ] {
        assert_eq!(float::repr(value), text);
    }
    assert_eq!(complex::repr(Complex { real: -0.0, imag: -2.5 }), "(-0-2.5j)");
    assert_eq!(complex::repr(Complex { real: 0.0, imag: 1.0 }), "1j");
    assert_eq!(float::hash(0.5), 1 << 60);
    assert_eq!(parse::parse_float("1_0.5"), Some(10.5));
    assert_eq!(parse::parse_float("1__0"), None);
    assert_eq!(parse::parse_int(" 1_2 ", 10), Some(Int::Small(12)));
    assert_eq!(parse::parse_int("0x1f", 0), Some(Int::Small(31)));
}

#[test]
fn percent_formats() {
    let format = "%08.5x";
    let parsed = percent::parse(format.as_bytes(), 1).expect("a specifier");
    assert_eq!(parsed.precision, percent::Amount::Number(5));
    assert_eq!(parsed.format_int(IntRef::Small(-255), 8, Some(5), 0).expect("short"), "-00000ff");
    let parsed = percent::parse(b"%#.3g", 1).expect("a specifier");
    assert_eq!(parsed.format_float(1.0, 0, Some(3)), "1.00");
    assert_eq!(percent::parse(b"%", 1).unwrap_err().to_string(), "ValueError: incomplete format");
}
