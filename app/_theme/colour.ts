/** Colour arithmetic for checking the tokens: contrast, colour vision, difference. */

/** Red, green and blue, linear in light, each 0 to 1. */
export type Light = readonly [number, number, number];
type Matrix = readonly [Light, Light, Light];

/** @param hex `#rrggbb`. @throws {RangeError} for anything else. */
export function lightOf(hex: string): Light {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) throw new RangeError(`${hex} is not written as #rrggbb.`);
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

const dot = (a: Light, b: Light) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const times = ([x, y, z]: Matrix, light: Light): Light => [
  dot(x, light),
  dot(y, light),
  dot(z, light),
];

/** Contrast ratio, 1 to 21, by WCAG 2.2, "contrast ratio". */
export function contrast(a: Light, b: Light): number {
  const luminance = (light: Light) => dot([0.2126, 0.7152, 0.0722], light) + 0.05;
  const [one, other] = [luminance(a), luminance(b)];
  return Math.max(one, other) / Math.min(one, other);
}

/**
 * How dichromats see: Machado, Oliveira and Fernandes 2009, "A Physiologically-based Model for
 * Simulation of Color Vision Deficiency", severity 1.0, applied to linear light.
 */
const colourVisions = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Record<string, Matrix>;

/** The light as an eye of that vision takes it. */
export function seenBy(vision: keyof typeof colourVisions, light: Light): Light {
  const [red, green, blue] = times(colourVisions[vision], light);
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return [within(red), within(green), within(blue)];
}

/** CIE 1976 L*a*b* under D65. */
function labOf(light: Light): Light {
  const curve = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = curve(dot([0.4124564, 0.3575761, 0.1804375], light) / 0.95047);
  const y = curve(dot([0.2126729, 0.7151522, 0.072175], light));
  const z = curve(dot([0.0193339, 0.119192, 0.9503041], light) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** The CIE 1976 colour difference; about 2.3 is just noticeable between patches side by side. */
export function difference(a: Light, b: Light): number {
  const [one, other] = [labOf(a), labOf(b)];
  return Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
}
