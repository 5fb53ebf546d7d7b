//! The tokens of a document with all that is known of each: lexicon entry, shape, sentence, quotation.

use std::collections::HashMap;

use crate::lexicon::stance_phrase::remembered_stem_hash;
use crate::lexicon::{Lexicon, Traits, Verb, Word, hash_of, lexicon};
use crate::text::{Document, SentenceKind, Span, TokenKind};

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Without a capital at its start.
    Lower,
    /// A capital at its start: Ruiz, O'Neill, al-Bashir.
    Capital,
    /// Two capitals or more and no small letter: OHCHR, U.N.
    Capitals,
    /// Digits.
    Number,
    /// A clitic: 's, n't.
    Clitic,
    /// A mark.
    Mark,
}

/// "In no quotation".
const OUTSIDE: u32 = u32::MAX;

/// The tokens of a document and what is known of each. Indices are those of [`Document::tokens`].
#[derive(Debug)]
pub struct Words<'d> {
    /// The document they belong to.
    pub document: &'d Document<'d>,
    /// The tables they were looked up in.
    pub lexicon: &'static Lexicon,
    known: Vec<Word>,
    hashes: Vec<u64>,
    shapes: Vec<Shape>,
    sentences: Vec<u32>,
    quotes: Vec<u32>,
    /// Which sentences are headlines with a capital on every longer word.
    headlines: Vec<bool>,
    /// How often a word stands with and without a capital where the capital means something.
    seen: HashMap<u64, Seen, foldhash::fast::FixedState>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Seen {
    capital: bool,
    lower: bool,
}

impl<'d> Words<'d> {
    /// Looks every token up, once, in the compiled-in tables.
    pub fn new(document: &'d Document<'d>) -> Self {
        Self::with(document, lexicon())
    }

    /// Looks every token up, once.
    pub fn with(document: &'d Document<'d>, lexicon: &'static Lexicon) -> Self {
        let n = document.tokens.len();
        let mut words = Self {
            document,
            lexicon,
            known: Vec::with_capacity(n),
            hashes: Vec::with_capacity(n),
            shapes: Vec::with_capacity(n),
            sentences: vec![0; n],
            quotes: vec![OUTSIDE; n],
            headlines: Vec::new(),
            seen: HashMap::with_capacity_and_hasher(n / 8, foldhash::fast::FixedState::with_seed(0)),
        };
        for token in &document.tokens {
            let text = token.text(document.text);
            let hash = hash_of(text);
            words.hashes.push(hash);
            words.known.push(known(lexicon, text, hash));
            words.shapes.push(shape(text, token.kind));
        }
        words.place_sentences();
        words.place_quotes();
        words.headlines = (0..document.sentences.len()).map(|i| words.looks_like_headline(i)).collect();
        words.note_capitals();
        words
    }

    /// A headline may end in a full stop where it stands alone at the start.
    fn looks_like_headline(&self, index: usize) -> bool {
        let sentences = &self.document.sentences;
        let sentence = &sentences[index];
        let alone = index == 0
            && sentence.tokens.len() >= 8
            && sentences.get(1).is_some_and(|next| next.paragraph > sentence.paragraph);
        (sentence.kind != SentenceKind::Prose || alone) && self.is_title_case(sentence.tokens.clone())
    }

    /// True for a headline with a capital on every longer word, where capitals tell nothing.
    pub fn is_headline(&self, sentence: usize) -> bool {
        self.headlines.get(sentence).copied().unwrap_or_default()
    }

    /// True for a word of a headline, summary point or subheading, whatever its capitals.
    pub fn stands_in_heading(&self, i: usize) -> bool {
        let sentence = self.document.sentences.get(self.sentence(i));
        sentence.is_some_and(|sentence| sentence.kind != SentenceKind::Prose)
    }

    fn place_sentences(&mut self) {
        for (i, sentence) in self.document.sentences.iter().enumerate() {
            let index = u32::try_from(i).unwrap_or(OUTSIDE);
            if let Some(places) = self.sentences.get_mut(sentence.tokens.clone()) {
                places.fill(index);
            }
        }
    }

    /// Gives every token its outermost quotation.
    fn place_quotes(&mut self) {
        let tokens = &self.document.tokens;
        for (i, quote) in self.document.quotes.iter().enumerate().filter(|(_, q)| q.depth == 0) {
            let first = tokens.partition_point(|t| t.span.start < quote.span.start);
            for (place, token) in self.quotes[first..].iter_mut().zip(&tokens[first..]) {
                if token.span.start >= quote.span.end {
                    break;
                }
                *place = u32::try_from(i).unwrap_or(OUTSIDE);
            }
        }
    }

    /// A capital at the start of a sentence or quotation, or in a heading, tells nothing. Only words that have a capital
    /// somewhere are asked for.
    fn note_capitals(&mut self) {
        for (&hash, shape) in self.hashes.iter().zip(&self.shapes) {
            if matches!(shape, Shape::Capital | Shape::Capitals) {
                self.seen.entry(hash).or_default();
            }
        }
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            let heading = self.headlines[index];
            let mut opening = true;
            for i in sentence.tokens.clone() {
                match self.shapes[i] {
                    Shape::Mark => opening |= self.text(i).chars().all(|c| "\"“”‘’:([—–•*-".contains(c)),
                    Shape::Capital | Shape::Capitals if !opening && !heading => {
                        self.seen.entry(self.hashes[i]).or_default().capital = true;
                        opening = false;
                    }
                    Shape::Lower => {
                        if let Some(seen) = self.seen.get_mut(&self.hashes[i]) {
                            seen.lower = true;
                        }
                        opening = false;
                    }
                    _ => opening = false,
                }
            }
        }
    }

    /// True if most longer words of a line have a capital, as headlines of some publishers do.
    fn is_title_case(&self, tokens: std::ops::Range<usize>) -> bool {
        let (mut capital, mut lower) = (0, 0);
        for i in tokens.filter(|&i| self.text(i).len() > 3) {
            match self.shapes[i] {
                Shape::Capital | Shape::Capitals => capital += 1,
                Shape::Lower => lower += 1,
                _ => {}
            }
        }
        capital > 2 * lower && capital > 2
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// True without tokens.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// The characters of a token.
    #[inline]
    pub fn text(&self, i: usize) -> &'d str {
        self.document.tokens.get(i).map_or("", |t| t.text(self.document.text))
    }

    /// Where a token stands.
    #[inline]
    pub fn span(&self, i: usize) -> Span {
        self.document.tokens.get(i).map_or(Span::new(0, 0), |t| t.span)
    }

    /// From the first byte of the first to the last byte of the last token of a range.
    pub fn span_of(&self, range: &std::ops::Range<usize>) -> Span {
        if range.is_empty() {
            return Span::new(0, 0);
        }
        Span::new(self.span(range.start).start, self.span(range.end - 1).end)
    }

    /// What the lexicon knows of a token.
    #[inline]
    pub fn word(&self, i: usize) -> Word {
        self.known.get(i).copied().unwrap_or_default()
    }

    /// True if a token has one of the traits.
    #[inline]
    pub fn is(&self, i: usize, traits: Traits) -> bool {
        self.word(i).is(traits)
    }

    /// The verb a token may be a form of.
    #[inline]
    pub fn verb(&self, i: usize) -> Option<&'static Verb> {
        self.lexicon.verb(self.word(i))
    }

    /// The hash that stands for a token's lower-case form.
    #[inline]
    pub fn hash(&self, i: usize) -> u64 {
        self.hashes.get(i).copied().unwrap_or_default()
    }

    /// The hash of a token's stem, by which phrases are matched; 0 for what is no word, and for names.
    #[inline]
    pub fn stem_hash(&self, i: usize) -> u64 {
        match self.shape(i) {
            Shape::Capital | Shape::Capitals if !self.is_known_lower(i) => 0,
            Shape::Mark | Shape::Number => 0,
            _ => remembered_stem_hash(self.hash(i), self.text(i)),
        }
    }

    /// How a token is written.
    #[inline]
    pub fn shape(&self, i: usize) -> Shape {
        self.shapes.get(i).copied().unwrap_or(Shape::Mark)
    }

    /// True if a token starts with a capital.
    #[inline]
    pub fn is_capital(&self, i: usize) -> bool {
        matches!(self.shape(i), Shape::Capital | Shape::Capitals)
    }

    /// True if a token is this mark or word, as written.
    #[inline]
    pub fn reads(&self, i: usize, text: &str) -> bool {
        self.text(i) == text
    }

    /// True if a token is one of these words in any case.
    #[inline]
    pub fn reads_any(&self, i: usize, words: &[&str]) -> bool {
        let text = self.text(i);
        words.iter().any(|w| w.eq_ignore_ascii_case(text))
    }

    /// True for a comma.
    #[inline]
    pub fn is_comma(&self, i: usize) -> bool {
        self.reads(i, ",")
    }

    /// The sentence a token belongs to.
    #[inline]
    pub fn sentence(&self, i: usize) -> usize {
        self.sentences.get(i).copied().unwrap_or_default() as usize
    }

    /// The outermost quotation a token stands in, marks included.
    #[inline]
    pub fn quote(&self, i: usize) -> Option<usize> {
        self.quotes.get(i).copied().filter(|&q| q != OUTSIDE).map(|q| q as usize)
    }

    /// True if the word is written with a capital where that means something.
    pub fn is_known_name(&self, i: usize) -> bool {
        self.seen.get(&self.hash(i)).is_some_and(|s| s.capital)
    }

    /// True if the word, which has a capital here, also stands in the text without one.
    pub fn is_known_lower(&self, i: usize) -> bool {
        self.seen.get(&self.hash(i)).is_some_and(|s| s.lower)
    }

    /// True for an adjective that follows its noun: "a person familiar with", "sources close to".
    pub fn is_postnominal(&self, i: usize) -> bool {
        const ADJECTIVES: [&str; 12] = [
            "close",
            "familiar",
            "acquainted",
            "privy",
            "loyal",
            "critical",
            "sympathetic",
            "responsible",
            "aware",
            "knowledgeable",
            "conversant",
            "supportive",
        ];
        i > 0
            && self.is(i + 1, Traits::PREPOSITION)
            && self.reads_any(i, &ADJECTIVES)
            && self.is(i - 1, Traits::HEAD)
    }

    /// The first token of the paragraph of a token.
    pub fn first_of_paragraph(&self, i: usize) -> usize {
        let sentences = &self.document.sentences;
        let Some(paragraph) = sentences.get(self.sentence(i)).map(|s| s.paragraph) else { return i };
        let first = sentences.partition_point(|s| s.paragraph < paragraph);
        sentences[first].tokens.start
    }

    /// Index of the first token that starts at or after `byte`.
    pub fn at_byte(&self, byte: usize) -> usize {
        self.document.tokens.partition_point(|t| t.span.start < byte)
    }
}

/// What is known of a word; "farmer-members" is what "members" are.
fn known(lexicon: &Lexicon, text: &str, hash: u64) -> Word {
    let word = lexicon.word(hash);
    if word != Word::default() {
        return word;
    }
    match text.rsplit_once('-') {
        Some((_, last)) if last.starts_with(char::is_lowercase) => lexicon.word(hash_of(last)).as_head(),
        _ => word,
    }
}

fn shape(text: &str, kind: TokenKind) -> Shape {
    match kind {
        TokenKind::Number => Shape::Number,
        TokenKind::Clitic => Shape::Clitic,
        TokenKind::Mark => Shape::Mark,
        // Most words are these.
        TokenKind::Word if text.bytes().all(|b| b.is_ascii_lowercase()) => Shape::Lower,
        TokenKind::Word => {
            let capitals = text.chars().filter(|c| c.is_uppercase()).count();
            let small = text.chars().any(char::is_lowercase);
            let first = text.chars().next().is_some_and(char::is_uppercase);
            // al-Bashir, d'Alema: a particle grown onto the name.
            let inner =
                text.split(['-', '\'', '’']).nth(1).is_some_and(|p| p.starts_with(char::is_uppercase));
            let particle = inner && text.split(['-', '\'', '’']).next().is_some_and(|p| p.len() <= 2);
            match (capitals, small) {
                (2.., false) => Shape::Capitals,
                _ if first || particle => Shape::Capital,
                _ => Shape::Lower,
            }
        }
    }
}
