//! The vectors, and that a wrong vector is noticed.

use cases::Outcome;

fn check(text: String) -> Outcome {
    std::thread::Builder::new().stack_size(64 << 20).spawn(move || cases::check(&text)).unwrap().join().unwrap()
}

#[test]
fn every_vector_holds() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../cases/canonical.json")).unwrap();
    let outcome = check(text);
    assert!(outcome.failures.is_empty(), "{}", outcome.failures.join("\n"));
    assert!(outcome.cases >= 200, "{} cases", outcome.cases);
    assert!(outcome.rejected * 3 >= outcome.cases, "{} of {} cases are rejections", outcome.rejected, outcome.cases);
}

#[test]
fn a_wrong_vector_is_a_failure() {
    let wrong = |case: &str| check(format!("[{case}]")).failures.join("\n");
    assert!(wrong(r#"{"id":"a","type":"bool","value":true,"expect":"f4","digest":""}"#).starts_with("a: the bytes must be f4, are f5"));
    assert!(wrong(r#"{"id":"b","type":"bool","value":true,"expect":"f5","digest":"00"}"#).starts_with("b: the digest must be 00"));
    assert!(wrong(r#"{"id":"c","type":"bool","value":true,"reject":"range"}"#).starts_with("c: must be rejected as range, is f5"));
    assert!(wrong(r#"{"id":"d","type":"bool","bytes":"f5","reject":"range"}"#).starts_with("d: must be rejected as range, was read"));
    assert!(wrong(r#"{"id":"e","type":"i8","value":"200","reject":"type"}"#).starts_with("e: must be rejected as type, was as range"));
    assert!(wrong("").starts_with("the file holds no cases"));
}
