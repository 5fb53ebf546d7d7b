//! Which column of a table, or which key of an object, holds what of an article.

use std::collections::BTreeMap;

use crate::error::{Error, Result};

/// What a column or key may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The article itself; the only one that must be there.
    Text,
    /// Its headline.
    Title,
    /// Who wrote it.
    Byline,
    /// When it was published, as it is written.
    Date,
    /// The language it is in.
    Language,
    /// What it is called elsewhere.
    Id,
    /// Where it was published.
    Url,
}

/// Names by which a role is known without being told, in the order in which they are looked for.
const NAMES: [(Role, &str, &[&str]); 7] = [
    (Role::Text, "text", &["text", "body", "content", "article", "maintext", "article_text", "full_text"]),
    (Role::Title, "title", &["title", "headline"]),
    (Role::Byline, "byline", &["byline", "author", "authors"]),
    (
        Role::Date,
        "date",
        &["date", "published", "date_publish", "publish_date", "pub_date", "date_published", "published_at"],
    ),
    (Role::Language, "language", &["language", "lang"]),
    (Role::Id, "id", &["id", "article_id", "doc_id"]),
    (Role::Url, "url", &["url", "link"]),
];

impl Role {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Text, Self::Title, Self::Byline, Self::Date, Self::Language, Self::Id, Self::Url];

    /// Its name for users.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }
}

/// Names of columns as a user gave them; the others are guessed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    given: BTreeMap<Role, String>,
}

impl Columns {
    /// From options such as `text=body`.
    pub fn parse<S: AsRef<str>>(options: &[S]) -> Result<Self> {
        let mut given = BTreeMap::new();
        for option in options.iter().map(AsRef::as_ref) {
            let (role, name) = option.split_once('=').ok_or_else(|| {
                Error::usage(format!("--column {option}: ROLE=NAME is wanted, e.g. --column text=body"))
            })?;
            let role = Role::ALL.into_iter().find(|known| known.name() == role.trim()).ok_or_else(|| {
                let known = Role::ALL.map(Role::name).join(", ");
                Error::usage(format!(
                    "--column {option}: there is no role \"{role}\"\n  hint: the roles are {known}"
                ))
            })?;
            if given.insert(role, name.trim().to_owned()).is_some() {
                return Err(Error::usage(format!("--column {}=… is given twice", role.name())));
            }
        }
        Ok(Self { given })
    }

    /// The position of a role among names, which are compared without regard to case; a name that a user gave and
    /// that is not there is none.
    pub(super) fn find<'n>(
        &self,
        role: Role,
        names: &(impl Iterator<Item = &'n str> + Clone),
    ) -> Option<usize> {
        if let Some(given) = self.given.get(&role) {
            return names.clone().position(|name| name == given);
        }
        let known = NAMES[role as usize].2;
        known.iter().find_map(|known| names.clone().position(|name| name.trim().eq_ignore_ascii_case(known)))
    }

    /// The roles that a user named.
    pub(super) fn given(&self) -> impl Iterator<Item = (Role, &str)> {
        self.given.iter().map(|(role, name)| (*role, name.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_stand_in_the_order_of_their_names() {
        assert!(Role::ALL.into_iter().enumerate().all(|(i, role)| NAMES[i].0 == role && role as usize == i));
    }

    #[test]
    fn what_is_given_goes_before_what_is_guessed() {
        let names = ["Body", "lead", "TEXT"];
        let find = |columns: &Columns| columns.find(Role::Text, &names.into_iter());
        assert_eq!(find(&Columns::default()), Some(2));
        assert_eq!(find(&Columns::parse(&["text=lead"]).unwrap()), Some(1));
        assert_eq!(find(&Columns::parse(&["text=gone"]).unwrap()), None);
    }

    #[test]
    fn wrong_options_say_what_is_wanted() {
        for wrong in ["text", "story=a"] {
            assert_eq!(Columns::parse(&[wrong]).unwrap_err().exit_code(), 2);
        }
        assert_eq!(Columns::parse(&["text=a", "text=b"]).unwrap_err().exit_code(), 2);
    }
}
