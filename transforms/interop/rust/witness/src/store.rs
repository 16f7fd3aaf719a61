//! The files of a store: which they are, and their lines.

use crate::Settings;
use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// One file of the store.
pub(crate) struct File {
    /// The folder of its unit, relative to the store and with slashes; the empty one is the store itself.
    pub unit: String,
    pub path: PathBuf,
    pub size: u64,
}

/// Finds the files as `docs/spec/slices.md`, section 1, says.
pub(crate) fn list(settings: &Settings) -> Result<Vec<File>, String> {
    if settings.path.contains("://") {
        return Err(format!(
            "{} is no local folder, and this witness reads local folders only; copy the store and name the copy",
            settings.path
        ));
    }
    let layout = settings.units.as_deref().map(Layout::of).transpose()?;
    let include = settings.include.as_deref().map(Glob::of).transpose()?;
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let at = Path::new(&settings.path).join(&folder);
        let failed = |e: io::Error| format!("{}: {e}", at.display());
        if depth > 64 {
            return Err(format!("{} lies more than 64 folders deep; is there a link that leads back?", at.display()));
        }
        for entry in fs::read_dir(&at).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let about = fs::metadata(&path).map_err(|e| format!("{}: {e}", path.display()))?; // follows links
            if about.is_dir() {
                let hidden = name.starts_with('.') || name.starts_with('_') && !name.contains('=');
                if !hidden {
                    folders.push((if folder.is_empty() { name } else { format!("{folder}/{name}") }, depth + 1));
                }
                continue;
            }
            if !include.as_ref().map_or(!name.starts_with(['.', '_']), |glob| glob.matches(&name)) {
                continue;
            }
            let unit = match &layout {
                None => folder.clone(),
                Some(layout) => {
                    layout.unit(&folder).ok_or_else(|| format!("{} lies outside the units layout {}", path.display(), layout.template))?
                }
            };
            files.push(File { unit, path, size: about.len() });
        }
    }
    if files.is_empty() {
        return Err(format!("{}: there are no files", settings.path));
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// A template of the folders that are units, as `{region}/day={day}`.
struct Layout {
    template: String,
    segments: Vec<Glob>,
}

impl Layout {
    fn of(template: &str) -> Result<Layout, String> {
        let template = template.strip_suffix('/').unwrap_or(template);
        let segments = template.split('/').map(|segment| {
            let mut parts = Vec::new();
            let mut rest = segment;
            while let Some((literal, after)) = rest.split_once('{') {
                let (name, after) = after.split_once('}').filter(|_| !literal.contains('}'))?;
                let named =
                    name.starts_with(|c: char| c.is_ascii_alphabetic()) && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
                parts.extend(literal.chars().map(Part::One));
                parts.extend(named.then_some([Part::Any, Part::Many])?);
                rest = after;
            }
            parts.extend(rest.chars().map(Part::One));
            (!segment.is_empty() && !rest.contains('}')).then_some(Glob(vec![parts]))
        });
        match segments.collect::<Option<Vec<_>>>() {
            Some(segments) => Ok(Layout { template: template.to_string(), segments }),
            None => Err(format!("{template:?} is no units layout; write the folders below the path, as in day={{day}}")),
        }
    }

    /// The folder of the unit that files in that folder belong to.
    fn unit(&self, folder: &str) -> Option<String> {
        let names: Vec<&str> = folder.split('/').collect();
        let names = names.get(..self.segments.len())?;
        self.segments.iter().zip(names).all(|(segment, name)| segment.matches(name)).then(|| names.join("/"))
    }
}

/// A pattern of names: one of these sequences.
struct Glob(Sequences);

type Sequences = Vec<Vec<Part>>;

#[derive(Clone, Copy)]
enum Part {
    One(char),
    /// Any one character.
    Any,
    /// Any characters.
    Many,
}

impl Glob {
    /// `*` any characters, `?` one, `{a,b}` either.
    fn of(text: &str) -> Result<Glob, String> {
        let wrong = || format!("the pattern {text:?} has braces that do not match");
        // The sequences before each brace that is open, and those inside it that are done.
        let mut open: Vec<(Sequences, Sequences)> = Vec::new();
        let mut here: Sequences = vec![Vec::new()];
        for c in text.chars() {
            let part = match c {
                '{' => {
                    open.push((std::mem::replace(&mut here, vec![Vec::new()]), Vec::new()));
                    continue;
                }
                ',' if !open.is_empty() => {
                    let (_, done) = open.last_mut().ok_or_else(wrong)?;
                    done.append(&mut std::mem::replace(&mut here, vec![Vec::new()]));
                    continue;
                }
                '}' => {
                    let (before, mut done) = open.pop().ok_or_else(wrong)?;
                    done.append(&mut here);
                    here = before.iter().flat_map(|head| done.iter().map(move |tail| [&head[..], &tail[..]].concat())).collect();
                    continue;
                }
                '*' => Part::Many,
                '?' => Part::Any,
                c => Part::One(c),
            };
            here.iter_mut().for_each(|sequence| sequence.push(part));
        }
        if open.is_empty() { Ok(Glob(here)) } else { Err(wrong()) }
    }

    fn matches(&self, name: &str) -> bool {
        let name: Vec<char> = name.chars().collect();
        self.0.iter().any(|sequence| matches(sequence, &name))
    }
}

fn matches(parts: &[Part], name: &[char]) -> bool {
    match (parts.split_first(), name.split_first()) {
        (None, rest) => rest.is_none(),
        (Some((Part::Many, after)), _) => (0..=name.len()).any(|taken| matches(after, &name[taken..])),
        (Some((Part::Any, after)), Some((_, rest))) => matches(after, rest),
        (Some((Part::One(c), after)), Some((first, rest))) => c == first && matches(after, rest),
        (Some(_), None) => false,
    }
}

/// Reads a file to its end. Lines end with a line feed; of one that is longer than allowed, `take` gets none.
pub(crate) fn each_line(settings: &Settings, file: &File, mut take: impl FnMut(Option<&[u8]>)) -> io::Result<()> {
    let mut lines = BufReader::with_capacity(1 << 20, decompressed(settings, file)?);
    if settings.bom && lines.fill_buf()?.starts_with(b"\xEF\xBB\xBF") {
        lines.consume(3);
    }
    let limit = settings.max_record_bytes;
    let (mut line, mut length) = (Vec::new(), 0);
    loop {
        let part = lines.fill_buf()?;
        let end = part.iter().position(|byte| *byte == b'\n');
        let content = &part[..end.unwrap_or(part.len())];
        let (read, at_end) = (content.len() + usize::from(end.is_some()), part.is_empty());
        length += content.len();
        if length <= limit {
            line.extend_from_slice(content);
        }
        lines.consume(read);
        if end.is_some() || at_end && length > 0 {
            take((length <= limit).then_some(&line[..]));
            (length, line) = (0, Vec::new());
        }
        if at_end {
            return Ok(());
        }
    }
}

fn decompressed(settings: &Settings, file: &File) -> io::Result<Box<dyn Read>> {
    let opened = fs::File::open(&file.path)?;
    let ending = file.path.extension().and_then(|ending| ending.to_str());
    let kind = match (settings.compression.as_str(), ending) {
        ("auto", Some("gz")) => "gzip",
        ("auto", Some("zst")) => "zstd",
        (compression, _) => compression,
    };
    if file.size == 0 && matches!(kind, "gzip" | "zstd") {
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, format!("truncated {kind}: the file is empty")));
    }
    Ok(match kind {
        "gzip" => Box::new(flate2::read::MultiGzDecoder::new(opened)),
        "zstd" => {
            let mut unpacked = zstd::stream::read::Decoder::new(opened)?;
            unpacked.window_log_max(31)?;
            Box::new(unpacked)
        }
        _ => Box::new(opened),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matched(pattern: &str, names: &[&str]) -> Vec<bool> {
        let glob = Glob::of(pattern).unwrap();
        names.iter().map(|name| glob.matches(name)).collect()
    }

    #[test]
    fn patterns_are_those_of_a_shell() {
        assert_eq!(matched("*.json.gz", &["a.json.gz", ".json.gz", "a.json"]), [true, true, false]);
        assert_eq!(matched("part-?.{json,{csv,tsv}.gz}", &["part-1.json", "part-1.tsv.gz", "part-12.json"]), [true, true, false]);
        assert!(Glob::of("{a").is_err() && Glob::of("a}").is_err());
    }

    #[test]
    fn a_layout_names_the_folders_that_are_units() {
        let layout = Layout::of("{region}/day={day}").unwrap();
        assert_eq!(layout.unit("eu/day=1/deep").as_deref(), Some("eu/day=1"));
        assert_eq!(layout.unit("eu"), None);
        assert_eq!(layout.unit("eu/day="), None);
        for wrong in ["", "/day={day}", "day={day", "day=day}", "day={1}", "a//b"] {
            assert!(Layout::of(wrong).is_err(), "{wrong}");
        }
    }
}
