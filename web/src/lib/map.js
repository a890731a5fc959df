// The world, projected once; and where the vantages stand on it.

import { geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, mesh } from 'topojson-client';
import world from 'world-atlas/countries-110m.json';

export const WIDTH = 640;
export const HEIGHT = 312;

const frame = { type: 'MultiPoint', coordinates: [[-168, 12], [178, 12], [0, 76], [0, -54]] };
const projection = geoNaturalEarth1().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]], frame);
const path = geoPath(projection).digits(1);
const countries = {
  ...world.objects.countries,
  geometries: world.objects.countries.geometries.filter((g) => g.id !== '010'), // without Antarctica: no vantage stands there
};

export const land = path(feature(world, countries));
export const borders = path(mesh(world, countries, (a, b) => a !== b));

/** Vantages with x and y; those at one place are spread around it so that each can be seen. */
export function place(vantages) {
  const taken = new Map();
  return vantages.filter((v) => Number.isFinite(v.lat) && Number.isFinite(v.lon)).map((vantage) => {
    const [x, y] = projection([vantage.lon, vantage.lat]);
    const key = `${Math.round(x / 7)} ${Math.round(y / 7)}`;
    const nth = taken.get(key) ?? 0;
    taken.set(key, nth + 1);
    const [angle, distance] = [nth * 2.4, 6.2 * Math.sqrt(nth)];
    return { vantage, x: x + distance * Math.cos(angle), y: y + distance * Math.sin(angle) };
  });
}
