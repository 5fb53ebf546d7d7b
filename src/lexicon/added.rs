//! Words that a user adds to the compiled-in tables.

use super::{Form, Frame, Hint, Lexicon, PhraseKind, Traits, Verb, VerbClass, lexicon};

/// Words to add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddedWords {
    /// Verbs of speech and of taking a side.
    pub verbs: Vec<AddedVerb>,
    /// Titles before names, with [`Traits::FEMALE`], [`Traits::MALE`] or [`Traits::NONE`].
    pub titles: Vec<(String, Traits)>,
    /// Head nouns, one word each, with one of the traits of [`Traits::HEAD`].
    pub heads: Vec<(String, Traits)>,
}

/// A verb to add; it takes the place of one that is known by the same forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedVerb {
    /// Base form, third person, past, participle, -ing form.
    pub forms: [String; 5],
    /// What kind of act it reports.
    pub class: VerbClass,
    /// Which stance it hints at toward its object.
    pub hint: Hint,
    /// What it needs around it to count as a cue.
    pub frame: Frame,
}

impl AddedWords {
    /// True if there is nothing to add.
    pub fn is_empty(&self) -> bool {
        self.verbs.is_empty() && self.titles.is_empty() && self.heads.is_empty()
    }

    /// The compiled-in tables with these words. They stay in memory as long as the program runs, like the compiled-in
    /// ones: to be called once for each set of words, not for each text.
    pub fn lexicon(self) -> &'static Lexicon {
        if self.is_empty() {
            return lexicon();
        }
        let mut extended = lexicon().clone();
        for verb in self.verbs {
            extended.add_verb(verb);
        }
        for (title, gender) in self.titles {
            if title.contains(' ') {
                extended.add_phrase(Box::leak(title.into_boxed_str()), PhraseKind::Title);
            } else {
                extended.entry(title.trim_end_matches('.')).traits |= Traits::TITLE | gender;
            }
        }
        for (head, kind) in self.heads {
            extended.entry(&head).traits |= kind;
        }
        extended.sort_phrases();
        Box::leak(Box::new(extended))
    }
}

impl Lexicon {
    fn add_verb(&mut self, AddedVerb { forms, class, hint, frame }: AddedVerb) {
        let lemma = Box::leak(forms[0].clone().into_boxed_str());
        let number = self.push_verb(Verb { lemma, class, hint, frame });
        for form in &forms {
            let word = self.entry(form);
            word.verb = number;
            word.form = Form::default();
        }
        let kinds = [Form::BASE, Form::THIRD, Form::PAST, Form::PARTICIPLE, Form::ING];
        for (form, kind) in forms.iter().zip(kinds) {
            let word = self.entry(form);
            word.form = word.form | kind;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash_of;

    #[test]
    fn added_words_stand_beside_the_compiled_in_ones() {
        let forms = ["diss", "disses", "dissed", "dissed", "dissing"].map(str::to_owned);
        let (class, hint, frame) = (VerbClass::Criticise, Hint::Against, Frame::Stance);
        let added = AddedWords {
            verbs: vec![AddedVerb { forms, class, hint, frame }],
            titles: vec![("Lord Provost".into(), Traits::NONE), ("Docent".into(), Traits::FEMALE)],
            heads: vec![("syndic".into(), Traits::PERSON)],
        }
        .lexicon();
        let word = |text: &str| added.word(hash_of(text));
        assert_eq!(added.verb(word("dissed")).map(|verb| verb.lemma), Some("diss"));
        assert!(word("dissed").form.any(Form::PAST) && word("dissed").form.any(Form::PARTICIPLE));
        assert_eq!(added.verb(word("said")).map(|verb| verb.lemma), Some("say"));
        assert!(word("docent").is(Traits::TITLE) && word("syndic").is(Traits::PERSON));
        assert!(added.phrases(hash_of("lord")).iter().any(|phrase| phrase.text == "Lord Provost"));
        assert!(lexicon().verb(lexicon().word(hash_of("dissed"))).is_none());
        assert!(std::ptr::eq(AddedWords::default().lexicon(), lexicon()));
    }
}
