//! What a text is in the document, and how it becomes what is printed.

/// What a text is in the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// A proper name, a symbol, or what a citation is made of: as it was given, whatever the rules of wording say.
    Name,
    Subject,
    /// Prose before the first section.
    Opening,
    /// Prose of an article of the decision.
    Article,
    /// Words of a basis.
    Basis,
    /// A heading.
    Title,
    /// The head of a column.
    Head,
    /// What is before the colon of a line.
    Label,
    /// Prose of a section.
    Section,
    /// The wording of a target.
    Target,
    /// A unit of measure.
    Unit,
    /// A remark on a value, or a footnote of a table.
    Note,
    Task,
    /// A task of several lines or items.
    TaskProse,
    /// The steps, the product or the mode of a task.
    TaskDetail,
    /// The duties of an assignment.
    Assignment,
    /// Words in place of an agency, or a post.
    Party,
    /// Words in place of a recipient.
    Recipient,
    /// Prose after the last section.
    Closing,
    /// Prose of an appendix.
    Appendix,
    /// A cell of a table.
    Cell,
}

impl Role {
    /// Returns whether it is text of several sentences, lines or items.
    #[must_use]
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Self::Article
                | Self::Opening
                | Self::Section
                | Self::TaskProse
                | Self::Assignment
                | Self::Closing
                | Self::Appendix
        )
    }

    /// Returns how a text with this role becomes what is printed, where the walk does not say otherwise.
    pub(super) fn reading(self) -> Reading {
        match self {
            Self::Article
            | Self::Opening
            | Self::Section
            | Self::TaskProse
            | Self::Assignment
            | Self::Closing
            | Self::Appendix => Reading::Prose,
            Self::Cell => Reading::Lines,
            Self::Subject
            | Self::Basis
            | Self::Title
            | Self::Head
            | Self::Label
            | Self::Note
            | Self::Task
            | Self::TaskDetail
            | Self::Recipient => Reading::Line,
            Self::Target => Reading::Wording,
            Self::Name | Self::Unit | Self::Party => Reading::Words,
        }
    }

    /// Returns whether it is above other text.
    #[must_use]
    pub fn is_heading(self) -> bool {
        matches!(self, Self::Title | Self::Head | Self::Label)
    }
}

/// How a text becomes what is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// CommonMark with expressions: paragraphs, lists, tables, footnotes.
    Prose,
    /// As [`Self::Prose`] inside a paragraph; each line of the text is a line of the cell.
    Lines,
    /// One line with expressions, printed without markup.
    Line,
    /// One line, printed as it is.
    Words,
    /// One line in which `{promise}` and its like are filled in.
    Wording,
}

impl Reading {
    /// Returns whether CommonMark is read in it.
    #[must_use]
    pub fn has_markup(self) -> bool {
        matches!(self, Self::Prose | Self::Lines)
    }

    /// Returns whether `{{ … }}` is evaluated in it.
    #[must_use]
    pub fn has_expressions(self) -> bool {
        matches!(self, Self::Prose | Self::Lines | Self::Line)
    }
}
