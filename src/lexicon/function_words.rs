//! Closed classes of English words that the features tell apart, as bit flags of a lower-case word.

/// A set of classes a word belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u16);

impl Classes {
    /// Turns the polarity of what follows: not, never, without …
    pub const NEGATOR: Self = Self(1);
    /// Ends the scope of a negator: a clause mark, but, however …
    pub const SCOPE_END: Self = Self(1 << 1);
    /// Opens a clause: because, which, as, and …
    pub const CLAUSE_OPENER: Self = Self(1 << 2);
    /// A mark that parts clauses.
    pub const CLAUSE_MARK: Self = Self(1 << 3);
    /// A form of be or get, as in the passive.
    pub const BE: Self = Self(1 << 4);
    /// A word of a sentence's frame that carries no content of its own.
    pub const FUNCTION: Self = Self(1 << 5);
    /// A third-person or first-person pronoun.
    pub const PRONOUN: Self = Self(1 << 6);
    /// A verb that reports speech, in the forms of news copy.
    pub const SAY: Self = Self(1 << 7);
    /// Capitalised without being a name: sentence openers, weekdays, months, courtesy titles.
    pub const CAPITAL_STOP: Self = Self(1 << 8);
    /// Softens what is said: may, apparently, could …
    pub const HEDGE: Self = Self(1 << 9);
    /// A word that ends sentences or opens speech; a capital after it tells nothing.
    pub const OPENS: Self = Self(1 << 10);

    /// True if any class of `other` is here too.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of a lower-case word or a normalised mark.
    pub fn of(lower: &str) -> Self {
        TABLE
            .iter()
            .filter(|(_, words)| words.split_ascii_whitespace().any(|word| word == lower))
            .fold(Self::default(), |all, (class, _)| Self(all.0 | class.0))
    }
}

const TABLE: [(Classes, &str); 11] = [
    (
        Classes::NEGATOR,
        "not n't no never none nobody nothing neither nor nowhere cannot without hardly barely scarcely rarely seldom",
    ),
    (Classes::SCOPE_END, ". , ; : ! ? \" - -- ( ) but however although though while"),
    (
        Classes::CLAUSE_OPENER,
        "but although though while whereas because since that who which whom when if after before unless until \
         despite amid as and",
    ),
    (Classes::CLAUSE_MARK, "; : , - -- \" ( )"),
    (Classes::BE, "be is was were are been being 's 're am get got gets"),
    (
        Classes::FUNCTION,
        "the a an of to in on at and or for with by from as that which who whom this these those it its he she his her \
         him they them their i we you my our your be is was were are been being have has had do does did will would \
         can could may might should not n't 's 're 've 'd 'll 'm , . ; : ! ? \" ' ( ) - -- also just so than then \
         there here when where while about into over after before more most",
    ),
    (Classes::PRONOUN, "he she him her his hers they them their himself herself i me my"),
    (
        Classes::SAY,
        "said says say told tells added wrote argued claimed asked noted insisted explained stated tweeted announced \
         replied declared testified suggested warned acknowledged recalled",
    ),
    (
        Classes::CAPITAL_STOP,
        "i the a an in on at and but for it he she they we you his her their this that these those if as to of by with \
         from when while after before mr mrs ms dr monday tuesday wednesday thursday friday saturday sunday january \
         february march april may june july august september october november december",
    ),
    (
        Classes::HEDGE,
        "may might could would should perhaps possibly apparently reportedly allegedly if seems seemed appears appeared \
         likely unlikely unclear whether",
    ),
    (Classes::OPENS, ". \" ! ? :"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_be_of_several_classes() {
        let but = Classes::of("but");
        assert!(but.has(Classes::SCOPE_END) && but.has(Classes::CLAUSE_OPENER));
        assert!(!but.has(Classes::NEGATOR));
        assert_eq!(Classes::of("lighthouse"), Classes::default());
    }
}
