"""The pieces behind the labels of a table and its cells: which piece fills which cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from helpers.cells import Cell, Problem
from helpers.document import Locate, Unseen
from helpers.flat import Reading
from helpers.forms import Form, Table
from helpers.labels import printed_lines
from helpers.numbers import full_unit, read_number
from helpers.pieces import Piece
from helpers.runs import Run

STATUS = {"number": "read", "mark": "mark", "blank": "blank", "bad": "unreadable"}
REMARKS = {"number": "note in a cell", "bad": "not a number"}
# Cell(*fields) without a call of Python for each.
_settled = partial(tuple.__new__, Cell)
Stated = Callable[[str], dict[tuple[str, str], set[float]]]


@dataclass(eq=False)
class Row:
    """A printed row on its way to its cells; `pieces` are one per cell once that is settled."""

    run: Run
    pieces: list[Piece] | None
    basis: str = "printed"
    readings: list[Reading] = field(default_factory=list)


@dataclass
class Settled:
    """The cells of a table by row and column, and how certain its identities are.

    `assumed` names the identities that were used to read it, with the row or column in which;
    `readings` has every reading of the rows that stay ambiguous. `traceless` says whether a row
    shows that blank cells leave no trace, None where every piece had its cell.
    """

    cells: dict[tuple[str, str], Cell] = field(default_factory=dict)
    assumed: set[tuple[str, str]] = field(default_factory=set)
    readings: list[tuple[tuple[tuple[str, str], ...], list[Reading]]] = field(default_factory=list)
    traceless: bool | None = None


@dataclass(frozen=True)
class Context:
    """What is known of a table beyond its rows.

    `strays` says that numbers stand in it that no row has, `cut_off` that the document ends within
    its last row. `stated` gives the figures that the prose states for exactly one cell, `locate`
    the places of words on a page, `unseen` the pages that draw more than their text says.
    `traceless` says that blank cells leave no trace in another table of the document.
    """

    form: Form
    table: Table
    strays: bool
    cut_off: bool
    stated: Stated
    locate: Locate | None
    unseen: Unseen | None = None
    traceless: bool = False


def settle(context: Context, runs: list[Run], problems: list[Problem]) -> Settled:
    """Settle every row of a table; whatever keeps a piece from its cell goes to `problems`."""
    rows = [Row(run, _one_per_cell(run, problems)) for run in runs]
    if any(row.run.token.row is not None for row in rows):
        for block in _blocks(rows):
            _reopen_shifted(block)
    if context.locate is not None:
        _reopen_disordered(rows, context.locate)
    _reopen_doubled(context, rows)
    settled = Settled()
    open_rows = [row for row in rows if row.pieces is None and row.run.pieces and not row.run.lost]
    cut = rows[-1] if context.cut_off and rows and rows[-1].pieces is None else None
    if cut:
        problems.append(
            Problem(
                cut.run.line, cut.run.found.line.label.label, "the document ends within this row"
            )
        )
        open_rows = [row for row in open_rows if row is not cut]
    if open_rows:
        open_rows = _without_stray_lines(context, open_rows, problems)
    if open_rows:
        open_rows = _placed_by_geometry(context, rows, open_rows)
    if open_rows:
        from helpers.joint import settle_jointly

        settle_jointly(context, rows, open_rows, settled, problems)
    doubtful = context.strays or any(row.pieces is None and row.run.pieces for row in rows)
    for row in rows:
        missing = "blank"
        if row.run.lost or (doubtful and row.run.token.row is None):
            missing = "unreadable"
        elif row is cut:
            missing = "ambiguous"
        cells = _cells(context.table, row, missing, problems)
        if context.unseen is not None and any(map(_supposes, cells)):
            cells = _without_unseen(context.unseen(), row, cells)
        settled.cells.update(zip(row.run.found.line.cells, cells, strict=True))
    return settled


def _supposes(cell: Cell) -> bool:
    """Whether a cell is what it is only if nothing more is printed in its row."""
    return cell.status == "blank" or cell.basis in ("identity", "prose")


def _without_unseen(pages: frozenset[int], row: Row, cells: list[Cell]) -> list[Cell]:
    """The cells of a row; on a page that draws more than its text says, none is called blank."""
    tokens = (row.run.token, *(piece.token for piece in row.run.pieces))
    if pages.isdisjoint(token.page for token in tokens):
        return cells
    return [
        cell._replace(value=None, status="unreadable", basis=None) if _supposes(cell) else cell
        for cell in cells
    ]


def _blocks(rows: list[Row]) -> list[list[Row]]:
    """The rows grouped by the columns that they have."""
    blocks: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        blocks.setdefault(row.run.found.line.columns, []).append(row)
    return list(blocks.values())


def _reopen_shifted(block: list[Row]) -> None:
    """Open the rows of a grid that have blank cells elsewhere than the other rows have columns."""
    gridded = [row for row in block if row.pieces and row.run.token.row is not None]
    places = {id(row): tuple(p.token.left for p in row.pieces or ()) for row in gridded}
    if len(set(places.values())) < 2:
        return
    full = [places[id(r)] for r in gridded if all(p.raw for p in r.pieces or ())]
    usual = Counter(full or places.values()).most_common(1)[0][0]
    for row in gridded:
        if places[id(row)] != usual and not all(piece.raw for piece in row.pieces or ()):
            row.pieces = None


def _reopen_disordered(rows: list[Row], locate: Locate) -> None:
    """Open the rows of a page whose pieces do not stand side by side, from left to right."""
    from helpers.geometry import in_reading_order

    for row in rows:
        if row.pieces and not in_reading_order(row, locate):
            row.pieces = None


def _reopen_doubled(context: Context, rows: list[Row]) -> None:
    """Open the rows whose figures may be those of two rows.

    They may where the label that the form has behind theirs is not found, and either they break a
    sum, or nothing parts the figure from the text around it; and where a line of its own, such as
    a page number, completes a row that does not add up.
    """
    order = {line: place for place, line in enumerate(printed_lines(context.table))}
    places = {order[row.run.found.line] for row in rows}
    for row in rows:
        place = order[row.run.found.line] + 1
        followed = place in places or place == len(order)
        if not row.pieces or row.run.token.row is not None:
            continue
        lines = len({piece.token.line for piece in row.pieces})
        if followed and not 1 < lines < len(row.pieces):
            continue
        if _adds_up(context, row, row.pieces) is False:
            row.pieces = None
        elif not followed and len(row.pieces) == 1 and row.pieces[0].token is row.run.token:
            row.pieces, row.run.lost = None, True


def _without_stray_lines(
    context: Context, open_rows: list[Row], problems: list[Problem]
) -> list[Row]:
    """The rows that stay open when a number on a line of its own, a page number, is left out.

    It is, where the figures on the other lines are one per cell and only so satisfy the sums.
    """
    for row in open_rows:
        pieces = row.run.pieces
        lines = list(dict.fromkeys(piece.token.line for piece in pieces))
        wanted = len(row.run.found.line.cells)
        if not 2 <= len(lines) <= wanted + 1 or row.run.token.row is not None:
            continue
        left = [[piece for piece in pieces if piece.token.line != line] for line in lines]
        fitting = [
            (line, parted)
            for line, kept in zip(lines, left, strict=True)
            if _are_cells(parted := _at_spaces(kept), wanted) and _adds_up(context, row, parted)
        ]
        if len(fitting) == 1:
            line, row.pieces = fitting[0]
            row.basis = "identity"
            stray = " ".join(piece.raw for piece in pieces if piece.token.line == line)
            problems.append(Problem(line, stray, "number on a line of its own, within a row"))
    return [row for row in open_rows if row.pieces is None]


def _adds_up(context: Context, row: Row, pieces: list[Piece]) -> bool | None:
    """Whether pieces, one per cell, satisfy the sums of their row; None where it has none."""
    from helpers.choices import satisfies_sums

    identities = context.form.identities_of(context.table.key)
    texts = [piece.text for piece in pieces]
    return satisfies_sums(context.table, row.run.found.line, identities, texts)


def _placed_by_geometry(context: Context, rows: list[Row], open_rows: list[Row]) -> list[Row]:
    """The rows that stay open when those with blank cells were placed by their columns."""
    from helpers.geometry import place_rows

    def adds_up(row: Row, pieces: list[Piece]) -> bool | None:
        return _adds_up(context, row, pieces)

    for block in _blocks(rows):
        if any(row is other for row in block for other in open_rows):
            place_rows(block, context.locate, adds_up)
    return [row for row in open_rows if row.pieces is None]


def empty_cell(table: Table, row: str, column: str, status: str = "absent") -> Cell:
    """A cell that the form has and in which nothing was read."""
    return Cell(table.key, row, column, None, table.units[row, column], None, status)


def _one_per_cell(run: Run, problems: list[Problem]) -> list[Piece] | None:
    """The pieces of a row if they are one per cell, also when parted at their spaces."""
    wanted = len(run.found.line.cells)
    pieces = run.pieces
    if run.found.remark and any(map(str.isdigit, run.found.remark)):
        problems.append(Problem(run.line, run.found.remark, "note in a label"))
    if _are_cells(pieces, wanted):
        return pieces
    parted = _at_spaces(pieces)
    if not _are_cells(parted, wanted):
        return None
    if len(pieces) > 1:
        text = " ".join(piece.raw for piece in pieces)
        problems.append(Problem(run.line, text, "several values on one line, read apart"))
    return parted


def _are_cells(pieces: list[Piece], wanted: int) -> bool:
    """Whether pieces are as many as the cells of a row, and each can stand in one."""
    return len(pieces) == wanted and all(piece.printed.kind in STATUS for piece in pieces)


def _at_spaces(pieces: list[Piece]) -> list[Piece]:
    """The pieces with those that hold several values parted at their spaces."""
    parted: list[Piece] = []
    for piece in pieces:
        if piece.printed.kind != "run":
            parted.append(piece)
            continue
        texts = zip(piece.text.split(), piece.raw.split(), strict=True)
        parted += [piece._replace(printed=read_number(t), text=t, raw=r) for t, r in texts]
    return parted


def _cells(table: Table, row: Row, missing: str, problems: list[Problem]) -> list[Cell]:
    """The cells of a row: settled ones as printed, the others ambiguous or blank."""
    keys = row.run.found.line.cells
    if row.pieces is None:
        return [_open_cell(table, row, key, index, missing) for index, key in enumerate(keys)]
    unit, units, basis = row.run.unit, table.units, row.basis
    cells = []
    for key, (printed, _, raw, token, _) in zip(keys, row.pieces, strict=True):
        kind, value, own_unit, note = printed
        read = kind == "number"
        if own_unit:
            cell_unit: str | None = full_unit(own_unit, table.column_of[key].unit)
        else:
            cell_unit = unit or units[key]
        place = token.page, token.line
        settled_by = basis if read else None
        cells.append(
            _settled((table.key, *key, value, cell_unit, raw, STATUS[kind], settled_by, *place))
        )
        if note or kind == "bad":
            problems.append(Problem(token.line, raw, REMARKS[kind]))
    return cells


def _open_cell(table: Table, row: Row, key: tuple[str, str], index: int, missing: str) -> Cell:
    """A cell of a row with several readings: read where they agree, else ambiguous."""
    run = row.run
    texts = {reading[index] for reading in row.readings}
    if len(texts) == 1:
        (text,) = texts
        printed = read_number(text)
        token = run.pieces[0].token
        unit = (
            full_unit(printed.unit, table.column_of[key].unit)
            if printed.unit
            else (run.unit or table.units[key])
        )
        read = printed.kind == "number"
        return Cell(
            table.key,
            *key,
            printed.value,
            unit,
            text,
            STATUS[printed.kind],
            row.basis if read else None,
            token.page,
            token.line,
        )
    raw = " ".join(piece.raw for piece in run.pieces if piece.raw) or None
    page = run.pieces[0].token.page if run.pieces else None
    status = "ambiguous" if raw else missing
    unit = run.unit or table.units[key]
    return Cell(table.key, *key, None, unit, raw, status, None, page, run.line)
