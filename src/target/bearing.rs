//! Which sentences and quoted parts bear on the target.

use super::TargetMention;
use super::synonym::is_matter;
use crate::actor::{Attribution, Reading, Rule};
use crate::label::Voice;
use crate::lexicon::VerbClass;
use crate::mention::{Mention, MentionKind, Words};
use crate::text::{Document, Sentence, SentenceKind, Span};

/// A sentence, or the part of it that somebody says, that bears on the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bearing {
    /// The sentence.
    pub sentence: usize,
    /// The attribution or act whose content it is, by [`Reading::attribution`]; none in the author's own voice.
    pub attribution: Option<usize>,
    /// What bears: the attributed content within the sentence, or the whole sentence.
    pub spans: Vec<Span>,
    /// Mentions of the target in it, as indices into the target's mentions; none where it is carried on.
    pub mentions: Vec<usize>,
    /// True without a mention of its own: the same quotation speaks of the target elsewhere, or it is a
    /// declined comment.
    pub carried: bool,
    /// True for what bears only because it follows a sentence about the article's topic.
    pub run_on: bool,
}

/// All that bears on the target, by sentence, the author's own words after attributed ones.
pub(super) fn bearing(words: &Words, reading: &Reading, targets: &[TargetMention]) -> Vec<Bearing> {
    let document = words.document;
    let mut all: Vec<Bearing> = Vec::new();
    let mut attributed = vec![false; targets.len()];
    for (index, attribution) in reading.attributions.iter().enumerate() {
        let held = within(targets, &attribution.content);
        for &t in &held {
            attributed[t] = true;
        }
        if held.is_empty() {
            if attribution.declined && is_about_comment(words, reading, attribution)
                || carries_on(words, reading, targets, index)
            {
                all.push(carried(index, attribution));
            }
            continue;
        }
        all.extend(by_sentence(document, targets, index, attribution, &held));
    }
    for (index, act) in reading.acts.iter().enumerate() {
        let held = within(targets, &act.content);
        for &t in &held {
            attributed[t] = true;
        }
        if !held.is_empty() {
            all.extend(by_sentence(document, targets, reading.attributions.len() + index, act, &held));
        }
    }
    run_on(words, reading, targets, &mut all);
    let mut by_author: Vec<Bearing> = Vec::new();
    for (t, target) in targets.iter().enumerate().filter(|(t, _)| !attributed[*t]) {
        match by_author.last_mut() {
            Some(known) if known.sentence == target.sentence => known.mentions.push(t),
            _ => by_author.push(Bearing {
                sentence: target.sentence,
                attribution: None,
                spans: vec![document.sentences[target.sentence].span],
                mentions: vec![t],
                carried: false,
                run_on: false,
            }),
        }
    }
    all.extend(by_author);
    all.sort_by_key(|b| (b.sentence, b.attribution.unwrap_or(usize::MAX)));
    all
}

fn within(targets: &[TargetMention], spans: &[Span]) -> Vec<usize> {
    spans
        .iter()
        .flat_map(|span| {
            let from = targets.partition_point(|t| t.span.start < span.start);
            (from..targets.len()).take_while(move |&t| targets[t].span.start < span.end)
        })
        .filter(|&t| spans.iter().any(|s| s.contains(targets[t].span)))
        .collect()
}

/// What bears without a mention of the target: the content, or the cue where nothing follows it.
fn carried(index: usize, attribution: &Attribution) -> Bearing {
    let spans = if attribution.content.is_empty() {
        attribution.cue.into_iter().collect()
    } else {
        attribution.content.clone()
    };
    Bearing {
        sentence: attribution.sentence,
        attribution: Some(index),
        spans,
        mentions: Vec::new(),
        carried: true,
        run_on: false,
    }
}

/// "The union rejects the plan. “Not one bell more,” its leader said.": a quotation right after the same actor, or
/// one that it speaks for, was said to hold a view of the target.
fn carries_on(words: &Words, reading: &Reading, targets: &[TargetMention], index: usize) -> bool {
    let attribution = &reading.attributions[index];
    if attribution.voice != Voice::Direct || attribution.told_by.is_some() {
        return false;
    }
    let Some(first) = attribution.content.first() else { return false };
    let sentences = &words.document.sentences;
    let here = sentences.partition_point(|s| s.span.end <= first.start);
    let Some(before) = here.checked_sub(1) else { return false };
    if sentences[before].kind != SentenceKind::Prose {
        return false;
    }
    let affiliations = &reading.actors[attribution.actor].affiliations;
    let near = reading.attributions[..index].iter().rev().take_while(|a| a.sentence + 1 >= before);
    near.filter(|a| a.sentence == before && a.told_by.is_none())
        .filter(|a| a.actor == attribution.actor || affiliations.contains(&a.actor))
        .any(|a| !within(targets, &a.content).is_empty())
}

/// How many sentences the topic is carried over.
const TOPIC_REACH: usize = 2;

/// In an article whose topic is the target, what is said or done right after a sentence about it bears on it too, unless
/// it names another matter: news copy does not name its topic in every sentence.
fn run_on(words: &Words, reading: &Reading, targets: &[TargetMention], all: &mut Vec<Bearing>) {
    let sentences = &words.document.sentences;
    let lead = sentences.iter().position(|s| s.kind == SentenceKind::Prose).unwrap_or(0);
    if targets.first().is_none_or(|first| first.sentence > lead) {
        return;
    }
    let mut on_topic = vec![false; sentences.len()];
    for sentence in targets.iter().map(|t| t.sentence).chain(all.iter().map(|b| b.sentence)) {
        on_topic[sentence] = true;
    }
    let mut known = vec![false; reading.attributions.len()];
    for attribution in all.iter().filter_map(|b| b.attribution).filter(|&a| a < reading.attributions.len()) {
        known[attribution] = true;
    }
    for (index, attribution) in reading.attributions.iter().enumerate() {
        let at = attribution.sentence;
        // "Separately, the ministry said": what follows is another story.
        let turn = (at.saturating_sub(TOPIC_REACH)..=at).rev().find(|&s| turns_away(words, &sentences[s]));
        let from = turn.unwrap_or(at.saturating_sub(TOPIC_REACH));
        // The headlines of a text are about its topic: those that tell a side, not those that tell what somebody says.
        let tells_side = matches!(attribution.rule, Rule::ReportedStance | Rule::Declined | Rule::NominalCue);
        let headline = sentences[at].kind != SentenceKind::Prose && at < lead && tells_side;
        let near = headline || on_topic[from..=at].contains(&true);
        // A passive is about its subject, which is not the target here; lists and subheadings stand by themselves.
        let stands_alone =
            attribution.rule == Rule::Passive || sentences[at].kind != SentenceKind::Prose && !headline;
        let title = headline && at == 0;
        if known[index]
            || !near
            || stands_alone
            || !title && names_another_matter(reading, words, attribution)
        {
            continue;
        }
        on_topic[at] = true;
        all.push(Bearing { run_on: true, ..carried(index, attribution) });
    }
}

/// True for a sentence that opens another topic: "Separately", "Elsewhere", "Incidentally,", "In other news".
fn turns_away(words: &Words, sentence: &Sentence) -> bool {
    let first = sentence.tokens.start;
    words.reads_any(first, &["separately", "elsewhere"])
        || words.reads_any(first, &["unrelatedly", "incidentally"]) && words.is_comma(first + 1)
        || words.reads_any(first, &["in"])
            && words.reads_any(first + 1, &["other", "unrelated", "separate", "better"])
            && words.reads_any(first + 2, &["news", "business", "developments", "remarks", "matters"])
}

/// Nouns for whatever is proposed or decided.
const ANY_MATTER: [&str; 9] =
    ["proposal", "plan", "measure", "move", "idea", "scheme", "decision", "step", "change"];

/// True if the content speaks of a document or measure: another topic.
fn names_another_matter(reading: &Reading, words: &Words, attribution: &Attribution) -> bool {
    let from = reading.mentions.partition_point(|m| m.sentence < attribution.sentence);
    reading.mentions[from..]
        .iter()
        .take_while(|m| m.sentence <= attribution.sentence + 1)
        .filter(|m| attribution.content.iter().any(|c| c.contains(m.span)))
        .any(|m| {
            let noun = m.tokens.end - 1;
            let head = words.text(noun).to_lowercase();
            // "the proposal", "this idea": the topic itself, by the noun for any.
            let topic = m.definite && m.tokens.len() == 2 && words.reads_any(noun, &ANY_MATTER);
            !topic && (m.kind == MentionKind::Document || is_matter(&head))
        })
}

/// One entry for each sentence that the content reaches into. A sentence without a mention bears only as part
/// of the same content: that is what carries the topic on.
fn by_sentence(
    document: &Document,
    targets: &[TargetMention],
    index: usize,
    attribution: &Attribution,
    held: &[usize],
) -> Vec<Bearing> {
    let Some((first, last)) = attribution.content.first().zip(attribution.content.last()) else {
        return Vec::new();
    };
    let from = document.sentences.partition_point(|s| s.span.end <= first.start);
    document.sentences[from..]
        .iter()
        .enumerate()
        .take_while(|(_, s)| s.span.start < last.end)
        .filter_map(|(i, sentence)| {
            let spans: Vec<Span> =
                attribution.content.iter().filter_map(|c| shared(*c, sentence.span)).collect();
            let mentions: Vec<usize> =
                held.iter().copied().filter(|&t| targets[t].sentence == from + i).collect();
            (!spans.is_empty()).then(|| Bearing {
                sentence: from + i,
                attribution: Some(index),
                spans,
                carried: mentions.is_empty(),
                run_on: false,
                mentions,
            })
        })
        .collect()
}

fn shared(a: Span, b: Span) -> Option<Span> {
    let (start, end) = (a.start.max(b.start), a.end.min(b.end));
    (start < end).then(|| Span::new(start, end))
}

/// True if what somebody declined names no matter of its own: a comment, a request, another's remarks.
fn is_about_comment(words: &Words, reading: &Reading, attribution: &Attribution) -> bool {
    // "has not said whom it will call" is no view of the target.
    let cue = attribution.cue.map_or("", |c| c.of(words.document.text));
    if ["whom", "who", "when", "which", "what"].iter().any(|w| cue.ends_with(w)) {
        return false;
    }
    if attribution.class == VerbClass::Say {
        return true;
    }
    if ["position", "side", "sides", "stance", "stand"].iter().any(|w| cue.ends_with(w)) {
        return true;
    }
    let from = reading.mentions.partition_point(|m| m.sentence < attribution.sentence);
    reading.mentions[from..]
        .iter()
        .take_while(|m| m.sentence == attribution.sentence)
        .filter(|m| attribution.content.iter().any(|c| c.contains(m.span)))
        .all(|m| is_comment(words, m))
}

fn is_comment(words: &Words, mention: &Mention) -> bool {
    const COMMENTS: [&str; 26] = [
        "comment",
        "comments",
        "request",
        "requests",
        "remark",
        "remarks",
        "question",
        "questions",
        "statement",
        "response",
        "call",
        "calls",
        "message",
        "messages",
        "email",
        "emails",
        "inquiry",
        "inquiries",
        "provide",
        "respond",
        "say",
        "discuss",
        "speak",
        "interview",
        "phone",
        "details",
    ];
    let thing = matches!(mention.kind, MentionKind::Thing | MentionKind::Document);
    let head = mention.tokens.end - 1;
    !thing || words.is(head, crate::lexicon::Traits::WHEN) || words.reads_any(head, &COMMENTS)
}
