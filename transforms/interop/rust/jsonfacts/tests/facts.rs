//! The facts in git are what this build of serde_json does, and the oracle reads what it writes.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn run(program: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child =
        Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    // The program answers while it is asked, so both pipes must move.
    let asking = std::thread::spawn(move || stdin.write_all(&input));
    let done = child.wait_with_output().unwrap();
    asking.join().unwrap().unwrap();
    done
}

fn in_git(name: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../cases").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().filter(|line| line.contains("\"dialect\":\"rust/serde-json@zmij\"")).map(str::to_string).collect()
}

fn same_lines(command: &str, file: &str) {
    let done = run(env!("CARGO_BIN_EXE_jsonfacts"), &[command], b"");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let text = String::from_utf8(done.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines, in_git(file), "run regenerate-facts.sh");
}

#[test]
fn facts_are_those_in_git() {
    same_lines("facts", "rust-json.jsonl");
}

#[test]
fn flips_are_those_in_git() {
    same_lines("flips", "rust-json-flips.jsonl");
}

fn roundtrip(arguments: &[&str], input: &[u8]) -> String {
    let done = run(env!("CARGO_BIN_EXE_roundtrip"), arguments, input);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn what_is_generated_is_read_as_the_same_bytes() {
    let described: serde_json::Value = serde_json::from_str(&roundtrip(&["describe"], b"")).unwrap();
    let described = described.as_array().unwrap();
    assert_eq!(described.len(), 7);
    for kind in described {
        let name = kind["record"].as_str().unwrap();
        let generated = roundtrip(&["generate", "--type", name, "--seed", "3", "--count", "2000"], b"");
        let (mut wires, mut expected) = (String::new(), String::new());
        for line in generated.lines() {
            let line: serde_json::Value = serde_json::from_str(line).unwrap();
            wires.push_str(&format!("{}\n", line["wire"].as_str().unwrap()));
            expected.push_str(&format!("{}\n", line["canonical"].as_str().unwrap()));
        }
        assert_eq!(expected.lines().count(), 2000);
        assert_eq!(roundtrip(&["read", "--type", name], wires.as_bytes()), expected, "{name}");
    }
}

#[test]
fn what_is_no_record_is_rejected_line_by_line() {
    let input = b"{\"k\":1,\"at\":null}\nnull\n\n{\"k\":1,\"a\":1,\"c\":0.5,\"z\":[1]}\n";
    let answers = roundtrip(&["read", "--type", "Flattened"], input);
    let answers: Vec<&str> = answers.lines().collect();
    assert_eq!(answers.len(), 4);
    assert!(answers[..3].iter().all(|answer| answer.starts_with("reject: malformed")), "{answers:?}");
    assert_eq!(answers[3], "a40101020104fb3fe0000000000000058101");
}
