// Vantage x time: one row a vantage, one column a step; hit vantages first, by when they began to fail.

import { tally } from './facts.js';
import { symptomWords } from './words.js';

const WORST = { none: 0, ok: 1, inconclusive: 2, fail: 3 };

/** {columns, from, stepMs, codes: [{code, words}], rows: [{vantage, place, network, hit, cells, failed, total, firstFail}]}. */
export function heatOf(timeline, incident, vantages = new Map()) {
  const from = firstColumn(timeline);
  const columns = Math.max(1, Math.ceil((new Date(timeline.to) - from) / timeline.stepMs));
  const hit = new Set(incident.scope?.failing ?? []);
  const rows = timeline.vantages.map(({ vantage, cells }) => rowOf({ vantage, cells, from, columns, stepMs: timeline.stepMs, hit }));
  rows.sort((a, b) => b.hit - a.hit || (a.hit ? a.firstFail - b.firstFail : 0) || (a.vantage < b.vantage ? -1 : 1));
  label(rows, vantages);
  return { from, columns, stepMs: timeline.stepMs, rows, codes: codesOf(rows) };
}

/** From the column of the first run: before it there is nothing to see. */
function firstColumn({ from, to, stepMs, vantages }) {
  const [begin, end] = [from, to].map((at) => new Date(at).getTime());
  const times = vantages.flatMap((v) => v.cells).map((cell) => new Date(cell.at).getTime()).filter((at) => at >= begin && at < end);
  return times.length ? begin + Math.floor((Math.min(...times) - begin) / stepMs) * stepMs : begin;
}

function rowOf({ vantage, cells, from, columns, stepMs, hit }) {
  const row = { vantage, hit: hit.has(vantage), cells: new Array(columns).fill(undefined), failed: 0, total: 0, firstFail: Infinity };
  for (const cell of cells) {
    const at = new Date(cell.at).getTime();
    const column = Math.floor((at - from) / stepMs);
    if (column < 0 || column >= columns) continue;
    if (cell.state === 'ok' || cell.state === 'fail') row.total += 1;
    if (cell.state === 'fail') {
      row.failed += 1;
      if (column < row.firstFail) row.firstFail = column;
    }
    if ((WORST[cell.state] ?? 0) > (WORST[row.cells[column]?.state] ?? -1)) row.cells[column] = cell;
  }
  return row;
}

function codesOf(rows) {
  const counts = new Map();
  for (const cell of rows.flatMap((r) => r.cells)) {
    if (cell?.state !== 'fail') continue;
    const key = keyOf(cell);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([key]) => {
    const [layer, code] = key.split('.');
    return { key, words: symptomWords({ layer, code }) };
  });
}

export const keyOf = (cell) => `${cell.layer}.${cell.code}`;

/** A row's place and network; where several share both, the end of the id tells them apart. */
function label(rows, vantages) {
  const of = (row) => vantages.get(row.vantage) ?? {};
  const counts = new Map(tally(rows.map((row) => `${of(row).city} ${of(row).isp}`)).map(({ key, count }) => [key, count]));
  for (const row of rows) {
    const { city, isp } = of(row);
    const several = counts.get(`${city} ${isp}`) > 1;
    row.place = city ? `${city}${several ? ` ${row.vantage.split('-').at(-1)}` : ''}` : row.vantage;
    row.network = city ? isp : undefined;
  }
}

/** Runs of equal cells in a row, to draw each as one shape: {start, length, state, rank} with rank by how common the failure is. */
export function stretches(row, codes) {
  const rank = new Map(codes.map((c, i) => [c.key, Math.min(i, 2)]));
  const out = [];
  row.cells.forEach((cell, column) => {
    if (!cell || cell.state === 'none') return;
    const shape = cell.state === 'fail' ? `fail${rank.get(keyOf(cell))}` : cell.state;
    const last = out.at(-1);
    if (last && last.shape === shape && last.start + last.length === column) last.length += 1;
    else out.push({ shape, start: column, length: 1 });
  });
  return out;
}
