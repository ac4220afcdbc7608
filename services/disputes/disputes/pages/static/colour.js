// The platform's two colours, shaded until everything can be read in them and on them (WCAG 2.2, 1.4.3 and 1.4.11).
const TEXT = 4.6; // a little above what is asked for: browsers round
const SHAPE = 3.1;

const parse = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const write = (rgb) => `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
const mix = (one, other, share) => one.map((part, n) => part + share * (other[n] - part));
const BLACK = [0, 0, 0];
const WHITE = [255, 255, 255];

function luminance(rgb) {
  const [red, green, blue] = rgb.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one, other) {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

// The nearest shade of a colour that stands out enough from each of these grounds.
function shade(colour, grounds, least) {
  const towards = luminance(grounds[0]) > 0.4 ? BLACK : WHITE;
  for (let share = 0; share <= 1; share += 0.02) {
    const shaded = mix(colour, towards, share);
    if (grounds.every((ground) => contrast(shaded, ground) >= least)) return shaded;
  }
  return towards;
}

const inkOn = (colour) => (contrast(colour, WHITE) >= contrast(colour, BLACK) ? WHITE : BLACK);

// Values of the style sheet's own names for a ground of cards and of paper.
export function shadesOf({ primary, accent }, card, paper) {
  const shades = {};
  if (primary) {
    const chosen = parse(primary);
    const brand = shade(chosen, [card, paper], SHAPE);
    const soft = mix(card, chosen, 0.1);
    Object.assign(shades, {
      "--brand": brand, "--brand-ink": inkOn(brand), "--brand-soft": soft, "--brand-text": shade(chosen, [card, paper, soft], TEXT),
    });
  }
  if (accent) Object.assign(shades, { "--accent": parse(accent), "--accent-ink": inkOn(parse(accent)) });
  return Object.entries(shades).map(([name, rgb]) => [name, write(rgb)]);
}

// Paper is white by night as well.
const grounds = ["(prefers-color-scheme: dark)", "print"].map((query) => matchMedia(query));
let chosen = {};

function paint() {
  const style = document.documentElement.style;
  for (const name of ["--brand", "--brand-ink", "--brand-soft", "--brand-text", "--accent", "--accent-ink"]) style.removeProperty(name);
  const now = getComputedStyle(document.documentElement);
  const [card, paper] = ["--card", "--paper"].map((name) => parse(long(now.getPropertyValue(name).trim())));
  for (const [name, value] of shadesOf(chosen, card, paper)) style.setProperty(name, value);
}

const long = (hex) => (hex.length === 4 ? `#${[...hex.slice(1)].map((digit) => digit + digit).join("")}` : hex);

export function paintBranding(branding) {
  chosen = branding ?? {};
  paint();
}

for (const ground of grounds) ground.addEventListener("change", paint);
