//! An instance as a sequence of units: words, with names, target and holder as one unit each.
//!
//! Names are masked because what a model knows about particular people is prejudice: a run of capitalised
//! words becomes `NAME`, the target's mentions `TARGET`, the holder's `HOLDER`.

use super::scope;
use super::word::{Word, WordMemo, normal_form};
use super::{hash, names::LowerCaseWords};
use crate::instance::{Holder, Instance};
use crate::label::Voice;
use crate::lexicon::Traits;
use crate::lexicon::function_words::Classes;
use crate::lexicon::stem::stem;
use crate::text::{Span, Token, TokenKind, tokenize};

/// What a unit stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// A word, number or mark.
    Plain,
    /// A mention of the target.
    Target,
    /// A mention of the holder.
    Holder,
    /// Another name.
    Name,
}

impl Role {
    /// The unit's text in feature names; none for a plain word.
    fn mask(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Target => Some("TARGET"),
            Self::Holder => Some("HOLDER"),
            Self::Name => Some("NAME"),
        }
    }
}

/// One unit of the sequence.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for by itself")]
pub struct Unit {
    /// The characters it stands for.
    pub span: Span,
    /// What it stands for.
    pub role: Role,
    /// The kind of its token; a masked run counts as a word.
    pub kind: TokenKind,
    /// Hash of its form, or of its mask.
    pub form: u64,
    /// Hash of its stem, or of its mask.
    pub stem: u64,
    /// Closed classes; none for a masked unit.
    pub classes: Classes,
    /// Looks like a participle.
    pub participle: bool,
    /// What the word tables know of it; nothing for a masked unit.
    pub traits: Traits,
    /// A form of a verb that the tables know.
    pub is_verb: bool,
    /// Valence after negation: a negated word counts -0.74 times its own (the factor of VADER).
    pub valence: f32,
    /// Stands in the scope of a negator.
    pub negated: bool,
    /// Number of its clause, from 0.
    pub clause: u16,
    /// Stands inside double quotation marks.
    pub quoted: bool,
    /// How many tokens it covers.
    pub tokens: u16,
}

impl Unit {
    /// True for anything but a plain word.
    pub fn is_entity(&self) -> bool {
        self.role != Role::Plain
    }

    /// A plain word, no mark or number.
    pub fn is_word(&self) -> bool {
        self.role == Role::Plain && self.kind == TokenKind::Word
    }

    /// A word with content of its own: no entity, mark, number or function word.
    pub fn is_content(&self) -> bool {
        self.is_word() && !self.classes.has(Classes::FUNCTION)
    }

    /// The sign of its valence: 1, -1, or 0 within half a point of zero.
    pub fn sign(&self) -> i8 {
        sign(self.valence)
    }
}

/// The sign of a valence, or of a sum of them: 0 within half a point of zero.
pub fn sign(valence: f32) -> i8 {
    if valence > 0.5 {
        1
    } else if valence < -0.5 {
        -1
    } else {
        0
    }
}

/// What the features may know of an instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct View {
    /// Target and holder are marked; otherwise they are names like others.
    pub entities: bool,
    /// Names are kept as words.
    pub names: bool,
}

/// The units of one instance, and where target and holder stand among them.
#[derive(Debug)]
pub struct Sequence<'i> {
    /// The instance's text.
    pub text: &'i str,
    /// The units, in order.
    pub units: Vec<Unit>,
    /// Positions of the target's mentions.
    pub targets: Vec<usize>,
    /// Positions of the holder's mentions.
    pub holders: Vec<usize>,
    /// In whose words, when it is known.
    pub voice: Option<Voice>,
    /// What kind of holder the instance has.
    pub holder: HolderKind,
}

/// The kind of holder, as far as a feature may know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HolderKind {
    /// Not known.
    Unknown,
    /// Named in the text.
    Present,
    /// Named, but the text is the holder's speech and does not name them.
    Absent,
    /// The author.
    Author,
    /// Unnamed.
    Unnamed,
}

impl<'i> Sequence<'i> {
    /// Reads an instance. `lower` tells which words are ordinary ones when a capital opens a sentence.
    pub fn read(instance: &'i Instance, view: View, lower: &LowerCaseWords, memo: &mut WordMemo) -> Self {
        let text = instance.text.as_str();
        let tokens = tokenize(text);
        let (targets, holders): (&[Span], &[Span]) =
            if view.entities { (&instance.target_spans, &instance.holder_spans) } else { (&[], &[]) };
        let masks = Masks { text, tokens: &tokens, targets, holders };
        let mut units = Vec::with_capacity(tokens.len());
        let mut at = 0;
        while at < tokens.len() {
            let (role, count) = masks.at(at, view.names, lower, memo);
            units.push(unit(text, &tokens[at..at + count], role, memo));
            at += count;
        }
        scope::mark(&mut units);
        let positions =
            |role| units.iter().enumerate().filter(|(_, u)| u.role == role).map(|(i, _)| i).collect();
        Self {
            text,
            targets: positions(Role::Target),
            holders: positions(Role::Holder),
            voice: instance.voice.filter(|_| view.entities),
            holder: match (&instance.holder, instance.holder_spans.is_empty()) {
                (Holder::Unknown, _) => HolderKind::Unknown,
                (Holder::Named(_), true) => HolderKind::Absent,
                (Holder::Named(_), false) => HolderKind::Present,
                (Holder::Author, _) => HolderKind::Author,
                (Holder::Unnamed, _) => HolderKind::Unnamed,
            },
            units,
        }
    }

    /// The first mention of the target: what sides and clauses are told from.
    pub fn target(&self) -> Option<usize> {
        self.targets.first().copied()
    }

    /// The unit's form for feature names.
    pub fn name_form(&self, unit: &Unit, into: &mut String) {
        if let Some(mask) = unit.role.mask() {
            into.push_str(mask);
        } else {
            let mut form = String::new();
            normal_form(unit.span.of(self.text), unit.kind, &mut form);
            into.push_str(&form);
        }
    }

    /// The unit's stem for feature names.
    pub fn name_stem(&self, unit: &Unit, into: &mut String) {
        let mut form = String::new();
        self.name_form(unit, &mut form);
        into.push_str(&if unit.is_entity() { form.as_str().into() } else { stem(&form) });
    }
}

fn unit(text: &str, tokens: &[Token], role: Role, memo: &mut WordMemo) -> Unit {
    let span = Span::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
    let word = match role.mask() {
        None => memo.word(text, tokens[0]),
        Some(mask) => {
            let hash = hash::mix(MASKED, hash::word(mask));
            Word {
                form: hash,
                stem: hash,
                valence: 0.0,
                classes: Classes::default(),
                participle: false,
                traits: Traits::NONE,
                verb: false,
            }
        }
    };
    Unit {
        span,
        role,
        kind: if role == Role::Plain { tokens[0].kind } else { TokenKind::Word },
        form: word.form,
        stem: word.stem,
        classes: word.classes,
        participle: word.participle,
        traits: word.traits,
        is_verb: word.verb,
        valence: word.valence,
        negated: false,
        clause: 0,
        quoted: false,
        tokens: u16::try_from(tokens.len()).unwrap_or(u16::MAX),
    }
}

/// Keeps the mask `TARGET` apart from the word "target".
const MASKED: u64 = 0x6d61_736b;

/// Decides which tokens are one unit.
struct Masks<'a> {
    text: &'a str,
    tokens: &'a [Token],
    targets: &'a [Span],
    holders: &'a [Span],
}

impl Masks<'_> {
    /// Role of the unit that starts at token `at`, and how many tokens it takes (at least one).
    fn at(&self, at: usize, keep_names: bool, lower: &LowerCaseWords, memo: &mut WordMemo) -> (Role, usize) {
        for (spans, role) in [(self.targets, Role::Target), (self.holders, Role::Holder)] {
            if let Some(span) = over(spans, self.tokens[at].span) {
                return (role, self.covered(at, span));
            }
        }
        match self.name_run(at, lower, memo) {
            0 => (Role::Plain, 1),
            _ if keep_names => (Role::Plain, 1),
            run => (Role::Name, run),
        }
    }

    /// How many tokens from `at` on the span touches. A possessive `'s` at its end stays a unit of its own.
    fn covered(&self, at: usize, span: Span) -> usize {
        let touched = self.tokens[at..].iter().take_while(|t| t.span.start < span.end).count().max(1);
        let last = self.tokens[at + touched - 1];
        if touched > 1 && last.kind == TokenKind::Clitic { touched - 1 } else { touched }
    }

    /// Length of the run of capitalised words that starts here; 0 when there is none.
    fn name_run(&self, at: usize, lower: &LowerCaseWords, memo: &mut WordMemo) -> usize {
        let mut run = 0;
        while let Some(&token) = self.tokens.get(at + run) {
            if !self.is_capitalised(at + run, memo) || self.is_entity(token.span) {
                break;
            }
            let ordinary = self.opens_sentence(at + run, memo)
                && lower.contains(memo.word(self.text, token).form)
                && !(at + run + 1 < self.tokens.len() && self.is_capitalised(at + run + 1, memo));
            if ordinary {
                break;
            }
            run += 1;
        }
        run
    }

    fn is_entity(&self, span: Span) -> bool {
        over(self.targets, span).or_else(|| over(self.holders, span)).is_some()
    }

    fn is_capitalised(&self, at: usize, memo: &mut WordMemo) -> bool {
        let token = self.tokens[at];
        token.kind == TokenKind::Word
            && token.text(self.text).starts_with(char::is_uppercase)
            && !memo.word(self.text, token).classes.has(Classes::CAPITAL_STOP)
    }

    fn opens_sentence(&self, at: usize, memo: &mut WordMemo) -> bool {
        at == 0 || memo.word(self.text, self.tokens[at - 1]).classes.has(Classes::OPENS)
    }
}

/// The first of some spans, in order and apart, that overlaps another one.
fn over(spans: &[Span], other: Span) -> Option<Span> {
    let from = spans.partition_point(|span| span.end <= other.start);
    spans.get(from).copied().filter(|span| span.overlaps(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn read(instance: &Instance) -> Sequence<'_> {
        let view = View { entities: true, names: false };
        Sequence::read(instance, view, &LowerCaseWords::default(), &mut WordMemo::default())
    }

    fn forms(sequence: &Sequence<'_>) -> String {
        let mut out = String::new();
        for unit in &sequence.units {
            sequence.name_form(unit, &mut out);
            out.push(' ');
        }
        out
    }

    #[test]
    fn names_target_and_holder_are_masked() {
        let text = "Ana Ruiz said the Port Levy's cost hurt New Haven, Lima and others.".to_owned();
        let instance = Instance {
            holder_spans: vec![Span::new(0, 8)],
            target_spans: vec![Span::new(14, 27)],
            holder: Holder::Named("Ana Ruiz".into()),
            text,
            ..Instance::default()
        };
        let sequence = read(&instance);
        assert_eq!(forms(&sequence), "HOLDER said TARGET 's cost hurt NAME , NAME and others . ");
        assert_eq!((sequence.holders.as_slice(), sequence.target()), (&[0][..], Some(2)));
    }

    #[test]
    fn another_name_gives_the_same_units() {
        let first = Instance { text: "Kenya and Ruiz backed it.".into(), ..Instance::default() };
        let second = Instance { text: "Peru and Nguyen backed it.".into(), ..Instance::default() };
        let hashes = |i| read(i).units.iter().map(|u| u.form).collect::<Vec<_>>();
        assert_eq!(hashes(&first), hashes(&second));
    }
}
