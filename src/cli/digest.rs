//! Many findings about inputs in few lines: what was found how often, and where first.

use std::fmt::Write as _;
use std::path::Path;

use crate::error::Problem;
use crate::report::number::thousands;

/// Lines of a file that are named.
const NAMED: usize = 3;

/// What is printed of some findings.
#[derive(Debug, PartialEq)]
pub enum Told<'a> {
    /// One that stands alone in its file, as it is.
    Whole(&'a Problem),
    /// Several in a line.
    Together(String),
}

/// One line for each file with more than one finding.
pub fn by_file(problems: &[Problem]) -> Vec<Told<'_>> {
    let mut files: Vec<(Option<&Path>, Vec<&Problem>)> = Vec::new();
    for problem in problems {
        let file = problem.location.file.as_deref();
        match files.iter_mut().find(|(known, _)| file.is_some() && *known == file) {
            Some((_, found)) => found.push(problem),
            None => files.push((file, vec![problem])),
        }
    }
    let told = files.into_iter().map(|(file, found)| match (file, found.as_slice()) {
        (Some(file), [_, _, ..]) => Told::Together(format!("{}: {}", file.display(), together(&found))),
        _ => Told::Whole(found[0]),
    });
    told.collect()
}

/// One line for each kind of finding, whatever the files.
pub fn by_kind(problems: &[Problem]) -> Vec<Told<'_>> {
    let all: Vec<&Problem> = problems.iter().collect();
    let told = kinds(&all).into_iter().map(|(kind, found)| match found.as_slice() {
        [one] => Told::Whole(one),
        [first, ..] => {
            Told::Together(format!("{} × {kind}, first at {}", thousands(found.len() as u64), first.location))
        }
        [] => Told::Together(kind),
    });
    told.collect()
}

fn together(found: &[&Problem]) -> String {
    let kinds = kinds(found).into_iter().map(|(kind, found)| {
        let mut told = match found.as_slice() {
            [one] => one.message.clone(),
            _ => format!("{} × {kind}", thousands(found.len() as u64)),
        };
        let lines: Vec<String> =
            found.iter().filter_map(|p| p.location.line).take(NAMED).map(|line| line.to_string()).collect();
        if !lines.is_empty() {
            let word = if found.len() == 1 { "line" } else { "lines" };
            let more = if found.len() > lines.len() { ", …" } else { "" };
            let _ = write!(told, " ({word} {}{more})", lines.join(", "));
        }
        told
    });
    kinds.collect::<Vec<_>>().join("; ")
}

/// Findings that only differ in what they quote are of one kind.
fn kinds<'a>(found: &[&'a Problem]) -> Vec<(String, Vec<&'a Problem>)> {
    let mut kinds: Vec<(String, Vec<&Problem>)> = Vec::new();
    for &problem in found {
        let kind = unquoted(&problem.message);
        match kinds.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, same)) => same.push(problem),
            None => kinds.push((kind, vec![problem])),
        }
    }
    kinds
}

/// `the target "…" does not stand in the text`; quotations may stand in each other.
fn unquoted(message: &str) -> String {
    let mut kind = String::new();
    let (mut depth, mut may_open) = (0_usize, true);
    for character in message.chars() {
        if character != '"' {
            may_open = character.is_whitespace() || character == '(';
            if depth == 0 {
                kind.push(character);
            }
        } else if may_open {
            depth += 1;
        } else if depth > 0 {
            depth -= 1;
            kind.push_str(if depth == 0 { "\"…\"" } else { "" });
        }
    }
    if depth > 0 { kind + "\"…" } else { kind }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Location;

    fn missing(file: &str, line: u64, target: &str) -> Problem {
        let place = Location::file(file).at_line(line).in_column("target");
        Problem::new(place, format!("the target \"{target}\" does not stand in the text")).with_hint("look")
    }

    #[test]
    fn a_file_is_told_in_one_line_and_a_single_finding_whole() {
        let mut problems: Vec<Problem> = (2..7).map(|line| missing("a.csv", line, "levy")).collect();
        problems.push(missing("b.csv", 9, "the toll"));
        problems.push(Problem::new(Location::file("a.csv").at_line(8), "an odd row"));
        assert_eq!(
            by_file(&problems),
            [
                Told::Together(
                    "a.csv: 5 × the target \"…\" does not stand in the text (lines 2, 3, 4, …); an odd row (line 8)"
                        .into()
                ),
                Told::Whole(&problems[5]),
            ]
        );
    }

    #[test]
    fn a_kind_leaves_out_what_is_quoted() {
        assert_eq!(
            unquoted("the span \"\"fair\" offer\" is no \"a b\", it"),
            "the span \"…\" is no \"…\", it"
        );
        assert_eq!(unquoted("charge of \"rule by \"decree\"\" here"), "charge of \"…\" here");
        assert_eq!(unquoted("an open \"one"), "an open \"…");
    }

    #[test]
    fn findings_without_a_file_are_told_whole() {
        let problems =
            [Problem::new(Location::default(), "few rows"), Problem::new(Location::default(), "few")];
        assert_eq!(by_file(&problems), [Told::Whole(&problems[0]), Told::Whole(&problems[1])]);
    }

    #[test]
    fn a_kind_is_told_in_one_line_whatever_the_file() {
        let problems = [missing("a.csv", 2, "levy"), missing("b.csv", 9, "toll")];
        assert_eq!(
            by_kind(&problems),
            [Told::Together(
                "2 × the target \"…\" does not stand in the text, first at a.csv:2:target".into()
            )]
        );
    }
}
