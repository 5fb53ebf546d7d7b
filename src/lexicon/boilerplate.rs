//! Phrases of a news page that are no part of the story. Lower case with straight apostrophes, unless said
//! otherwise; a start that ends with a letter or digit must end a word.

/// Whole lines that lead to other pages.
pub const LINK_LINES: &[&str] = &[
    "read more",
    "read full story",
    "read the full story",
    "read more here",
    "continue reading",
    "show more",
    "load more",
    "advertisement",
    "advertising",
    "skip advertisement",
    "most read",
    "most popular",
    "recommended",
    "recommended stories",
    "related articles",
    "related stories",
    "related topics",
    "more on this story",
    "share this article",
    "share",
    "comments",
    "click here",
    "back to top",
    "editor's picks",
    "trending",
    "latest updates",
    "register now",
    "sign up",
    "subscribe",
    "subscribe now",
    "log in",
    "sign in",
];

/// Starts of sentences that lead to other pages.
pub const LINK_STARTS: &[&str] = &[
    "read more:",
    "read also:",
    "also read:",
    "see also:",
    "story continues below",
    "article continues below",
    "article continues after",
    "continue reading below",
    "scroll to continue",
    "learn more about thomson",
];

/// Starts of such sentences where they fill a line; elsewhere they may be speech.
pub const LINK_LINE_STARTS: &[&str] = &[
    "related:",
    "read next:",
    "watch:",
    "listen:",
    "watch more:",
    "more:",
    "more from",
    "follow us on",
    "tags:",
    "topics:",
    "read:",
    "recommended:",
    "share on",
    "join the conversation",
    "latest updates:",
    "view more stories",
    "this story continues",
];

/// Starts of invitations …
pub const INVITES: &[&str] = &[
    "sign up",
    "subscribe",
    "click here",
    "tap here",
    "join our",
    "download the",
    "register now",
    "register for free",
    "follow",
];

/// … and what they invite to.
pub const INVITED_TO: &[&str] = &[
    "newsletter",
    "inbox",
    "subscri",
    " here",
    " app",
    "channel",
    "briefing",
    "to read",
    "alerts",
    "for free",
    "unlimited",
    "podcast",
    "'s coverage",
];

/// Starts of credits of writers and editors; names follow.
pub const CREDITS_BY: &[&str] = &[
    "reporting by",
    "additional reporting by",
    "editing by",
    "writing by",
    "compiled by",
    "reporting and writing by",
    "writing and reporting by",
    "reporting and editing by",
    "writing and editing by",
    "written by",
    "edited by",
    "reported by",
    "graphics by",
    "graphic by",
    "translated by",
    "translation by",
    "production by",
    "research by",
];

/// Words in small letters that stand between the names of credits.
pub const BETWEEN_NAMES: &[&str] = &[
    "and",
    "in",
    "for",
    "by",
    "with",
    "from",
    "via",
    "de",
    "del",
    "da",
    "di",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "al",
    "el",
    "ter",
    "reporting",
    "additional",
    "editing",
    "writing",
    "compiling",
    "graphics",
    "research",
    "translation",
    "production",
    "&",
    "/",
    "-",
    "–",
    "—",
];

/// What a credit at the end says of helpers, in the case it is printed in.
pub const CONTRIBUTIONS: &[&str] = &[
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "contributed reporting",
    "contributed research",
];

/// Starts of captions and credits of photographs and videos.
pub const PHOTO_STARTS: &[&str] = &[
    "photo:",
    "photos:",
    "photo credit:",
    "photo courtesy of",
    "photograph:",
    "picture:",
    "pictures:",
    "image:",
    "images:",
    "image credit:",
    "image courtesy of",
    "image source:",
    "video:",
    "video credit:",
    "credit:",
    "illustration:",
    "file photo:",
    "file picture:",
    "ap photo/",
];

/// Starts of credits of photographs and videos; names follow.
pub const PHOTOS_BY: &[&str] = &[
    "photo by",
    "photos by",
    "photograph by",
    "photographs by",
    "photography by",
    "picture by",
    "image by",
    "video by",
    "illustration by",
    "photo credit",
    "image credit",
];

/// Ends of the name of a photographer with an agency, in the case they are printed in.
pub const PHOTO_AGENCIES: &[&str] =
    &["/Getty Images", "via Getty Images", "AFP via Getty", "/Associated Press", "/Bloomberg"];

/// What a photo credit at the end of a caption starts with, in the case it is printed in.
pub const PHOTO_MARKS: &[&str] = &[
    "Image: ",
    "Images: ",
    "Photo: ",
    "Photos: ",
    "Picture: ",
    "Pictures: ",
    "Photograph: ",
    "Video: ",
    "Illustration: ",
    "Credit: ",
    "Photo credit: ",
    "Photo by ",
    "REUTERS/",
    "AP Photo/",
];

/// Starts of sentences on copyright and standards.
pub const STANDARDS_STARTS: &[&str] = &[
    "our standards:",
    "the thomson reuters trust principles",
    "copyright ©",
    "copyright (c)",
    "©",
    "(c) 1",
    "(c) 2",
    "all rights reserved",
    "this material may not be published",
    "purchase licensing rights",
    "acquire licensing rights",
];

/// Whole lines on copyright and standards.
pub const STANDARDS_LINES: &[&str] = &[
    "terms of use",
    "terms of service",
    "terms and conditions",
    "privacy policy",
    "cookie policy",
    "code of conduct",
    "editorial standards",
];
