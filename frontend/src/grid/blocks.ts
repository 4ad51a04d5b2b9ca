import type { GridColumn, Plain } from "../wire/messages.gen";
import type { AddedRow, Cells, Change, RowId } from "./edits";
import type { Cell, Range } from "./ranges";
import { addressOf, problemOf, type Read, read, writtenOf } from "./values";

/** What blocks of values are entered in. */
export interface Sheet {
  /** How many rows there are, without the empty one in which a new row is begun. */
  readonly count: number;
  readonly canAdd: boolean;
  /** How many rows were added already. */
  readonly added: number;
  readonly lastCell: number;
  id(row: number): RowId | undefined;
  column(cell: number): GridColumn | undefined;
  /** What a cell holds; undefined if that is not known here. */
  value(row: number, column: GridColumn): Plain | undefined;
  /** What the data hold in a cell before edits; undefined if that is not known here. */
  original(id: RowId, column: GridColumn): Plain | undefined;
  /** A new row with the values that new rows begin with. */
  newRow(): AddedRow;
}

/** What entering a block of values comes to. */
export interface Outcome {
  change: Change;
  /** Cells that take their value. */
  entered: number;
  /** Cells that could take no such value, and the first reason. */
  refused: number;
  reason: string | undefined;
  /** Rows that are added. */
  added: number;
  /** Rows that would have been added where none can be. */
  beyond: number;
}

/** Says what a cell of a block is to hold; undefined to leave it alone. */
export type Source = (row: number, cell: number, column: GridColumn, before: Plain) => Read | undefined;

/** Enter values in a block of cells, rows below the end as new ones. */
export function enter(sheet: Sheet, range: Range, source: Source): Outcome {
  const outcome: Outcome = { change: [], entered: 0, refused: 0, reason: undefined, added: 0, beyond: 0 };
  for (let row = range.top; row <= range.bottom; row += 1) {
    if (row < sheet.count) enterRow(sheet, range, row, source, outcome);
    else if (sheet.canAdd) addRow(sheet, range, row, source, outcome);
    else outcome.beyond += 1;
  }
  return outcome;
}

function enterRow(sheet: Sheet, range: Range, row: number, source: Source, outcome: Outcome): void {
  const id = sheet.id(row);
  if (id === undefined) return;
  for (const [cell, column] of columnsOf(sheet, range)) {
    const before = sheet.value(row, column) ?? null;
    const value = accepted(source(row, cell, column, before), column, outcome);
    if (value === undefined) continue;
    outcome.change.push({ do: "set", row: id, column: addressOf(column), value: normal(sheet, id, column, value) });
  }
}

function addRow(sheet: Sheet, range: Range, row: number, source: Source, outcome: Outcome): void {
  const added = sheet.newRow();
  const cells: Cells = { ...added.cells };
  let isEmpty = true;
  for (const [cell, column] of columnsOf(sheet, range)) {
    const value = accepted(source(row, cell, column, null), column, outcome);
    if (value === undefined || value === null) continue;
    cells[addressOf(column)] = value;
    isEmpty = false;
  }
  if (isEmpty) return;
  outcome.change.push({ do: "add", at: sheet.added + outcome.added, row: { ...added, cells } });
  outcome.added += 1;
}

function* columnsOf(sheet: Sheet, range: Range): Iterable<[number, GridColumn]> {
  for (let cell = range.left; cell <= Math.min(range.right, sheet.lastCell); cell += 1) {
    const column = sheet.column(cell);
    if (column?.editable) yield [cell, column];
  }
}

function accepted(found: Read | undefined, column: GridColumn, outcome: Outcome): Plain | undefined {
  if (!found) return undefined;
  const problem = "problem" in found ? found.problem : problemOf(found.value, column);
  if (problem === undefined) {
    outcome.entered += 1;
    return (found as { value: Plain }).value;
  }
  outcome.refused += 1;
  outcome.reason ??= `${column.label}: ${problem}`;
  return undefined;
}

/** A value as it is kept: nothing for what the data hold anyway. */
export function normal(sheet: Sheet, id: RowId, column: GridColumn, value: Plain): Plain | undefined {
  const original = sheet.original(id, column);
  return original !== undefined && JSON.stringify(original) === JSON.stringify(value) ? undefined : value;
}

/** Cells of a text, entered from a cell on; a single one fills the whole block, and a smaller block is repeated in it. */
export function paste(sheet: Sheet, range: Range, texts: readonly (readonly string[])[]): [Range, Outcome] {
  const [height, width] = [texts.length, Math.max(...texts.map((row) => row.length))];
  const [rows, cells] = [range.bottom - range.top + 1, range.right - range.left + 1];
  const isTiled = rows % height === 0 && cells % width === 0;
  const target = {
    ...range,
    bottom: range.top + (isTiled ? rows : height) - 1,
    right: Math.min(sheet.lastCell, range.left + (isTiled ? cells : width) - 1),
  };
  const outcome = enter(sheet, target, (row, cell, column, before) => {
    const text = texts[(row - range.top) % height]?.[(cell - range.left) % width];
    return text === undefined ? undefined : read(text, column, before);
  });
  return [target, outcome];
}

/** Values of a block, repeated in another: numbers and days that go on in steps, go on so. */
export function fill(sheet: Sheet, from: Range, to: Range): Outcome {
  const isDown = from.left === to.left && from.right === to.right;
  return enter(sheet, to, (row, cell, column, _before) => {
    const line = isDown
      ? lineOf(from.top, from.bottom, (at) => valueAt(sheet, at, cell))
      : lineOf(from.left, from.right, (at) => valueAt(sheet, row, at));
    const offset = isDown ? row - from.top : cell - from.left;
    const origin = isDown ? cell : from.left + modulo(offset, from.right - from.left + 1);
    return converted(next(line, offset), sheet.column(origin), column);
  });
}

/** The first row of a block in all of its rows; or the first column in all of its columns. */
export function repeated(sheet: Sheet, range: Range, isDown: boolean): Outcome {
  const from = isDown ? { ...range, bottom: range.top } : { ...range, right: range.left };
  const to = isDown ? { ...range, top: range.top + 1 } : { ...range, left: range.left + 1 };
  return enter(sheet, to, (row, cell, column) => {
    const origin: Cell = isDown ? { row: from.top, cell } : { row, cell: from.left };
    return converted(valueAt(sheet, origin.row, origin.cell), sheet.column(origin.cell), column);
  });
}

function valueAt(sheet: Sheet, row: number, cell: number): Plain | undefined {
  const column = sheet.column(cell);
  return column && sheet.value(row, column);
}

function lineOf(first: number, last: number, value: (at: number) => Plain | undefined): (Plain | undefined)[] {
  return Array.from({ length: last - first + 1 }, (_, i) => value(first + i));
}

/** The value at a place of a line that goes on: in equal steps where it has some, else from its beginning again. */
export function next(line: readonly (Plain | undefined)[], place: number): Plain | undefined {
  const step = stepOf(line);
  const [first] = line;
  if (step !== undefined && typeof first === "number") return Number((first + step * place).toPrecision(12));
  if (step !== undefined && typeof first === "string") return dayLater(first, step * place);
  return line[modulo(place, line.length)];
}

function stepOf(line: readonly (Plain | undefined)[]): number | undefined {
  if (line.length < 2) return undefined;
  const places = line.map((value) => (typeof value === "number" ? value : daysOf(value)));
  const [first, second] = places;
  if (first === undefined || second === undefined || line.some((value) => typeof value !== typeof line[0]))
    return undefined;
  const step = second - first;
  const isEven = places.every((place, i) => place !== undefined && Math.abs(place - first - step * i) < 1e-9);
  return isEven && step !== 0 ? step : undefined;
}

function daysOf(value: Plain | undefined): number | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  return Date.parse(`${value}T00:00:00Z`) / 86_400_000;
}

function dayLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function converted(value: Plain | undefined, from: GridColumn | undefined, to: GridColumn): Read | undefined {
  if (value === undefined || !from) return undefined;
  return from === to || value === null ? { value } : read(writtenOf(value, from), to);
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
