"""What could be broken in a file, found by its syntax tree: each a change of one place that means something."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass

NEGATED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.Lt: ast.GtE,
    ast.Gt: ast.LtE,
    ast.Is: ast.IsNot,
    ast.In: ast.NotIn,
}
NEGATED |= {after: before for before, after in NEGATED.items()}
BESIDE: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Lt: ast.LtE, ast.Gt: ast.GtE}
BESIDE |= {after: before for before, after in BESIDE.items()}

UNREAD = ("annotation", "returns", "decorator_list", "bases")  # type checkers read them, or nothing can be told apart
SILENT = ("logger", "TypeVar", "cast")  # what they are given is for the log, or for type checkers
Place = ast.expr | ast.stmt


@dataclass(frozen=True)
class Candidate:
    """What stands in `file` at `line` and `column` (of its bytes), as `ast.unparse` says it, and what comes instead."""

    file: str
    line: int
    column: int
    kind: str
    before: str
    after: str

    def applied(self, source: bytes) -> bytes:
        """The file's bytes, broken. Raises ValueError if `before` does not stand there."""
        here = (self.line, self.column)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, Place) and (node.lineno, node.col_offset, ast.unparse(node)) == (*here, self.before):
                begin, end = extent(source, node)
                after = f"({self.after})" if isinstance(node, ast.expr) else self.after
                return source[:begin] + after.encode() + source[end:]
        raise ValueError(f"{self.file}:{self.line} does not say «{self.before}».")


def extent(source: bytes, node: Place) -> tuple[int, int]:
    lines = source.splitlines(keepends=True)
    begin = sum(map(len, lines[: node.lineno - 1])) + node.col_offset
    end = sum(map(len, lines[: (node.end_lineno or 0) - 1])) + (node.end_col_offset or 0)
    return begin, end


def candidates(file: str, source: bytes) -> list[Candidate]:
    """All of them, in the order of the file."""
    return [
        Candidate(file, place.lineno, place.col_offset, kind, ast.unparse(place), ast.unparse(instead))
        for node in meant(ast.parse(source))
        for kind, place, instead in changes(node)
    ]


def meant(node: ast.AST) -> Iterator[ast.AST]:
    """What is done when the program runs, from the outside inwards."""
    yield node
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and name not in UNREAD and not is_silent(child):
                yield from meant(child)


def is_silent(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.JoinedStr():  # before Python 3.12 nobody knows where its parts stand
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(value=ast.Name(id=name))):
            return name in SILENT
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Subscript(value=ast.Name(id="Literal")):
            return True
    return False


def changes(node: ast.AST) -> Iterator[tuple[str, Place, ast.AST]]:
    """What kind of change, of what, and what stands there instead."""
    match node:
        case ast.Compare(ops=ops):
            for number, was in enumerate(ops):
                for kind, table in (("comparison", NEGATED), ("boundary", BESIDE)):
                    if type(was) in table:
                        yield kind, node, other(node, ops=[*ops[:number], table[type(was)](), *ops[number + 1 :]])
        case ast.BoolOp(op=op):
            yield "and, or", node, other(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield "not", node, operand
        case ast.BinOp(op=ast.Add() | ast.Sub() as sign):
            yield "plus, minus", node, other(node, op=ast.Sub() if isinstance(sign, ast.Add) else ast.Add())
        case ast.If(test=test) | ast.IfExp(test=test):
            yield from (("condition", test, ast.Constant(answer)) for answer in (True, False))
        case ast.Constant(value=str() as text):
            yield "string", node, ast.Constant(f"XX{text}XX")
        case ast.Constant(value=int() as number) if not isinstance(number, bool):
            yield "number", node, ast.Constant(number + 1)
        case ast.Expr(value=ast.Call()):
            yield "call", node, ast.Pass()
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return", node, ast.Return(ast.Constant(None))
        case ast.Call(keywords=given):
            for number in range(len(given)):
                yield "keyword", node, other(node, keywords=[*given[:number], *given[number + 1 :]])


def other(node: ast.AST, **fields: ast.AST | list[ast.AST]) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
