"""The kinds of files that may be posts, by suffix."""

HTML_SUFFIXES = (".html", ".htm")
ORG_SUFFIXES = (".org",)
ASCIIDOC_SUFFIXES = (".adoc", ".asciidoc")
RST_SUFFIXES = (".rst",)
MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdx", ".qmd", ".txt")

POST_SUFFIXES = (
    *MARKDOWN_SUFFIXES,
    *HTML_SUFFIXES,
    *ORG_SUFFIXES,
    *ASCIIDOC_SUFFIXES,
    *RST_SUFFIXES,
)

USUAL_SUFFIXES = ".md, .markdown, .txt, .html, .org, .adoc, .rst"
"""As messages name them: without what only some generators use."""
