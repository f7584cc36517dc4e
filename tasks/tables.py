"""Change the tables at the top of a module and the defaults of its classes, one spot at a time.

mutmut changes what functions do and leaves these alone, although most rules stand in them.
"""

import ast
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Yield of each change what it is, and the module's text with it alone."""
    module = ast.parse(text)
    for name, table in _tables(module.body):
        for what in _changes(table):
            yield f"{name}: {what}", ast.unparse(module)


def _tables(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    """Yield what is assigned and to what name; types are not tables."""
    for statement in body:
        match statement:
            case ast.ClassDef():
                yield from _tables(statement.body)
            case ast.Assign(value=ast.Subscript() | ast.Call(func=ast.Name("TypeVar"))):
                pass
            case ast.Assign(targets=[target], value=value):
                yield ast.unparse(target), value
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                yield ast.unparse(target), value


def _changes(node: ast.AST) -> Iterator[str]:
    """Change a table in place, say how, and undo it when asked for the next change."""
    match node:
        case ast.Constant(value=str() | int() as value):
            node.value = _other(value)
            yield f"{value!r} -> {node.value!r}"
            node.value = value
        case ast.Call(func=ast.Name("date"), args=[ast.Constant(), ast.Constant(), ast.Constant()] as parts):
            yield from _days(node, parts)
            return
        case ast.Tuple(elts=elements) | ast.List(elts=elements) | ast.Set(elts=elements):
            for place, element in enumerate(list(elements)):
                del elements[place]
                yield f"without {ast.unparse(element)}"
                elements.insert(place, element)
        case ast.Dict(keys=keys, values=values):
            for place, (key, entry) in enumerate(list(zip(keys, values, strict=True))):
                del keys[place], values[place]
                yield f"without {ast.unparse(key or entry)}"
                keys.insert(place, key)
                values.insert(place, entry)
    for child in ast.iter_child_nodes(node):
        yield from _changes(child)


def _other(value: str | int) -> str | int:
    """Return another value that is as well formed: of a number the next, of a text one longer."""
    if isinstance(value, int):
        return not value if isinstance(value, bool) else value + 1
    try:
        return str(Decimal(value) + 1)
    except InvalidOperation:
        return f"{value}X"


def _days(node: ast.Call, parts: list[ast.expr]) -> Iterator[str]:
    """Write the day before a date, and the day after it."""
    day = date(*(ast.literal_eval(part) for part in parts))
    for other in (day - timedelta(1), day + timedelta(1)):
        node.args = [ast.Constant(number) for number in other.timetuple()[:3]]
        yield f"{day} -> {other}"
    node.args = parts
