// Texts of a page that cannot be read by everybody: too little contrast with what is behind them (WCAG 1.4.3).
(() => {
  const read = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
    return { channels: [red, green, blue], alpha };
  };
  const over = (front, back) => front.channels.map((one, i) => one * front.alpha + back[i] * (1 - front.alpha));
  const luminance = (channels) => {
    const [red, green, blue] = channels.map((one) => {
      const part = one / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element) => {
    if (!element) return [255, 255, 255];
    const style = getComputedStyle(element);
    if (style.backgroundImage !== "none") return null; // a picture: nobody can say
    const own = read(style.backgroundColor);
    if (own.alpha === 1) return own.channels;
    const back = behind(element.parentElement);
    return back && over(own, back);
  };
  const opacity = (element) => (element ? Number(getComputedStyle(element).opacity) * opacity(element.parentElement) : 1);
  const contrast = (element) => {
    const back = behind(element);
    if (!back) return 21;
    const own = read(getComputedStyle(element).color);
    const front = over({ ...own, alpha: own.alpha * opacity(element) }, back);
    const [light, dark] = [luminance(front), luminance(back)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const isLarge = (style) => parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
  const unreadable = {};
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const text = texts.currentNode.textContent.trim();
    if (!text || !element.checkVisibility({ checkVisibilityCSS: true }) || element.closest("svg, script, style, [disabled]")) continue;
    const ratio = contrast(element);
    if (ratio < (isLarge(getComputedStyle(element)) ? 3 : 4.5))
      unreadable[`${element.tagName.toLowerCase()}.${element.className}`] ??= `${text.slice(0, 40)} (${ratio.toFixed(2)})`;
  }
  return unreadable;
})()
