//! Phrases of a news page that are no part of the story. Lower case, unless said otherwise.

/// Whole sentences that lead to other pages.
pub const LINKS: &[&str] = &[
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
];

/// Starts of sentences that lead to other pages.
pub const LINK_STARTS: &[&str] = &[
    "read more:",
    "read also:",
    "also read:",
    "see also:",
    "register now",
    "register for free",
    "story continues below",
    "article continues below",
    "article continues after",
    "continue reading below",
    "scroll to continue",
    "sign up for free",
    "sign up here",
    "click here to",
    "latest updates",
    "view more stories",
    "view 2 more",
    "learn more about thomson",
    "this story continues",
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
];

/// Starts of credits of writers and editors.
pub const CREDIT_STARTS: &[&str] = &[
    "reporting by",
    "additional reporting by",
    "additional reporting",
    "editing by",
    "writing by",
    "compiled by",
    "reporting and writing by",
    "writing and reporting by",
    "reporting and editing by",
    "writing and editing by",
    "written by",
    "edited by",
    "reported by:",
    "graphics by",
    "graphic by",
    "translated by",
    "translation by",
    "production by",
    "research by",
];

/// Starts of credits of photographs and videos.
pub const PHOTO_STARTS: &[&str] = &[
    "photo:",
    "photos:",
    "photo by",
    "photos by",
    "photo credit",
    "photo courtesy",
    "photograph:",
    "photograph by",
    "photographs by",
    "photography by",
    "picture:",
    "picture by",
    "pictures:",
    "image:",
    "images:",
    "image credit",
    "image courtesy",
    "image source",
    "image by",
    "video:",
    "video by",
    "video credit",
    "credit:",
    "illustration:",
    "illustration by",
    "file photo",
    "file picture",
    "ap photo/",
    "reuters/",
];

/// Starts of lines on copyright and standards.
pub const STANDARDS_STARTS: &[&str] = &[
    "our standards:",
    "the thomson reuters trust principles",
    "copyright",
    "(c) 20",
    "c) 20",
    "all rights reserved",
    "this material may not be",
    "terms of use",
    "terms of service",
    "privacy policy",
    "purchase licensing rights",
    "acquire licensing rights",
    "opens new tab",
    "our code of conduct",
    "editorial standards",
    "this content was produced",
];

/// Starts of invitations …
pub const INVITES: &[&str] = &["sign up", "subscribe", "click here", "tap here", "join our", "download the"];

/// … and what they invite to.
pub const INVITED_TO: &[&str] =
    &["newsletter", "inbox", "subscri", " here", " app", "channel", "briefing", "to read", "alerts"];

/// What a credit at the end says of helpers.
pub const CONTRIBUTIONS: &[&str] = &[
    "contributed to this report",
    "contributed to this story",
    "contributed to this article",
    "contributed reporting",
    "contributed research",
];

/// Ends of the name of a photographer with an agency.
pub const PHOTO_AGENCIES: &[&str] =
    &["/getty images", "via getty images", "afp via getty", "/associated press", "/bloomberg"];

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
