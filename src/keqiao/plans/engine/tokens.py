"""The words of a rule. sqlglot cuts the text; everything that isn't in our language is refused here by its name."""

from __future__ import annotations

from dataclasses import dataclass

from sqlglot import tokenize
from sqlglot.errors import TokenError
from sqlglot.tokens import Token, TokenType

from keqiao.plans.engine.errors import RuleError
from keqiao.plans.engine.rules import Operator

OPERATORS = {
    TokenType.EQ: Operator.EQ,
    TokenType.NEQ: Operator.NE,
    TokenType.LT: Operator.LT,
    TokenType.LTE: Operator.LE,
    TokenType.GT: Operator.GT,
    TokenType.GTE: Operator.GE,
}
KEYWORDS = ("and", "or", "not", "in", "is")

_ARITHMETIC = (
    "arithmetic isn't part of rules",
    "Compare columns with values as they are; let the fact offer the number.",
)
_TEXT_SEARCH = "searching inside text isn't part of rules", "Compare a code column with codes: column in ('a', 'b')."
_CAST = "casts aren't part of rules", "Columns already have their kind; write the value in that kind."
_QUERY = "sub-queries aren't part of rules", "Count another fact with `with:` in a coverage commitment."
_NULL = "NULL isn't part of rules", "Write `column is known` or `column is unknown`."
_PARAMETER = "parameters aren't part of rules", "Write the value itself."
_END = "a rule is one expression", "Remove everything from the semicolon on."

REFUSED: dict[TokenType, tuple[str, str]] = {
    **dict.fromkeys(
        (TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.DPIPE), _ARITHMETIC
    ),
    **dict.fromkeys((TokenType.LIKE, TokenType.ILIKE, TokenType.GLOB, TokenType.RLIKE), _TEXT_SEARCH),
    **dict.fromkeys((TokenType.DCOLON,), _CAST),
    **dict.fromkeys((TokenType.SELECT, TokenType.WITH, TokenType.EXISTS), _QUERY),
    **dict.fromkeys((TokenType.PARAMETER, TokenType.PLACEHOLDER, TokenType.COLON), _PARAMETER),
    TokenType.NULL: _NULL,
    TokenType.SEMICOLON: _END,
    TokenType.BETWEEN: ("`between` isn't part of rules", "Write two comparisons: a >= 1 and a <= 2."),
    TokenType.CASE: ("`case` isn't part of rules", "Use and, or, not."),
    TokenType.TRUE: ("`true` isn't a value of rules", "A flag stands alone: write `flag`, or `not flag`."),
    TokenType.FALSE: ("`false` isn't a value of rules", "A flag stands alone: write `flag`, or `not flag`."),
    TokenType.DOT: ("names with a dot aren't part of rules", "Write the column's name alone."),
    TokenType.IDENTIFIER: ("double quotes aren't part of rules", "Put codes and dates in single quotes."),
}


@dataclass(frozen=True)
class Word:
    """One token with its place in the rule's text, counted from 1."""

    kind: TokenType
    text: str
    position: int

    def is_keyword(self, keyword: str) -> bool:
        """Whether this is that keyword, in either case."""
        return self.kind is not TokenType.STRING and self.text.lower() == keyword

    @property
    def is_name(self) -> bool:
        """Whether this may be the name of a column or definition."""
        return (
            self.kind not in (TokenType.STRING, TokenType.NUMBER) and self.text.isidentifier() and self.text.isascii()
        )


END = TokenType.SENTINEL


def words(text: str) -> list[Word]:
    """Cut a rule into words, ending with one of kind END. Raises RuleError for constructs outside the language."""
    try:
        tokens = tokenize(text)
    except TokenError as error:
        raise RuleError(f"the rule can't be read: {error}", 1, "Look for a quote that isn't closed.") from None
    if not tokens:
        raise RuleError("the rule is empty", 1, "Write a condition, or leave the key out to mean every row.")
    found = [_word(token) for token in tokens]
    return [*found, Word(END, "", len(text) + 1)]


def _word(token: Token) -> Word:
    word = Word(token.token_type, token.text, token.start + 1)
    if token.comments:
        raise RuleError("comments aren't part of rules", word.position, "Put them in the YAML file after a #.")
    if word.kind in REFUSED:
        message, remedy = REFUSED[word.kind]
        if word.kind is TokenType.DASH:
            remedy += " A date stands in quotes: '2020-12-31'."
        raise RuleError(f"{message}: {token.text!r}", word.position, remedy)
    return word
