//! What is read, and how.

/// What is read, and how; `docs/spec/witness.md` describes each flag.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// `source` or `target`.
    pub side: String,
    /// The contract file, YAML or JSON.
    pub contract: String,
    /// The side's folder.
    pub path: String,
    /// Where the statement goes.
    pub out: String,
    /// Which folders are units, as in `day={day}`; none: each folder that directly holds files.
    pub units: Option<String>,
    /// Which files are data, as in `*.json.gz`; none: all whose names begin with neither `.` nor `_`.
    pub include: Option<String>,
    /// `auto`, `none`, `gzip` or `zstd`.
    pub compression: String,
    /// The parts of a slice; none: slices are units.
    pub slices: Vec<String>,
    /// Whether files may begin with a byte order mark.
    pub bom: bool,
    /// Whether fields that the record's type does not have are passed over.
    pub ignore_unknown_fields: bool,
    /// Whether of a key that occurs twice the last counts.
    pub last_key_wins: bool,
    /// Longer records are rejected.
    pub max_record_bytes: usize,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            side: "target".to_string(),
            contract: String::new(),
            path: String::new(),
            out: String::new(),
            units: None,
            include: None,
            compression: "auto".to_string(),
            slices: Vec::new(),
            bom: false,
            ignore_unknown_fields: false,
            last_key_wins: false,
            max_record_bytes: 16 << 20,
        }
    }
}

impl Settings {
    /// Reads settings from the flags of a command line, each `--name value` or `--name=value`.
    pub fn parse(arguments: &[String]) -> Result<Settings, String> {
        let mut settings = Settings::default();
        let mut rest = arguments.iter();
        while let Some(argument) = rest.next() {
            let (name, value) = match argument.split_once('=') {
                Some((name, value)) => (name, Some(value.to_string())),
                None => (argument.as_str(), None),
            };
            if name == "--bom" && value.is_none() {
                settings.bom = true;
                continue;
            }
            let value = value.or_else(|| rest.next().cloned()).ok_or_else(|| format!("{name} needs a value"));
            match name {
                "--side" => settings.side = one_of(name, value?, &["source", "target"])?,
                "--contract" => settings.contract = value?,
                "--path" => settings.path = value?,
                "--out" => settings.out = value?,
                "--units" => settings.units = Some(value?).filter(|units| !units.is_empty()),
                "--include" => settings.include = Some(value?).filter(|include| !include.is_empty()),
                "--compression" => settings.compression = one_of(name, value?, &["auto", "none", "gzip", "zstd"])?,
                "--slice-by" => settings.slices.push(value?),
                "--bom" => settings.bom = one_of(name, value?, &["true", "false"])? == "true",
                "--unknown-fields" => settings.ignore_unknown_fields = one_of(name, value?, &["finding", "ignore"])? == "ignore",
                "--duplicate-keys" => settings.last_key_wins = one_of(name, value?, &["quarantine", "last-wins"])? == "last-wins",
                "--max-record-bytes" => {
                    let value = value?;
                    settings.max_record_bytes = value.parse().map_err(|_| format!("{name} is a number of bytes, not {value}"))?;
                }
                _ => return Err(format!("unknown argument {name}")),
            }
        }
        for (name, value) in [("--contract", &settings.contract), ("--path", &settings.path), ("--out", &settings.out)] {
            if value.is_empty() {
                return Err(format!("{name} is missing"));
            }
        }
        Ok(settings)
    }
}

fn one_of(name: &str, value: String, known: &[&str]) -> Result<String, String> {
    if known.contains(&value.as_str()) { Ok(value) } else { Err(format!("{name} is one of {}, not {value}", known.join(", "))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(more: &[&str]) -> Result<Settings, String> {
        let given = ["--contract", "c", "--path", "p", "--out=o"].iter().chain(more);
        Settings::parse(&given.map(|word| word.to_string()).collect::<Vec<_>>())
    }

    #[test]
    fn flags_are_read_in_both_spellings() {
        let settings =
            parse(&["--bom", "--units=day={day}", "--slice-by", "day(at)", "--slice-by=id", "--unknown-fields", "ignore"]).unwrap();
        assert_eq!((settings.bom, settings.ignore_unknown_fields, settings.last_key_wins), (true, true, false));
        assert_eq!((settings.units.as_deref(), settings.slices), (Some("day={day}"), vec!["day(at)".to_string(), "id".to_string()]));
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(parse(&["--side", "left"]).unwrap_err(), "--side is one of source, target, not left");
        assert_eq!(parse(&["--slices", "x"]).unwrap_err(), "unknown argument --slices");
        assert_eq!(parse(&["--units"]).unwrap_err(), "--units needs a value");
        assert_eq!(parse(&["--path="]).unwrap_err(), "--path is missing");
        assert_eq!(parse(&["--max-record-bytes", "16MiB"]).unwrap_err(), "--max-record-bytes is a number of bytes, not 16MiB");
    }
}
