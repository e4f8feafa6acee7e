const svgNamespace = "http://www.w3.org/2000/svg";

/** The element with this id. */
export const byId = (id) => document.getElementById(id);

/** Makes an HTML element. Text is set as text, never parsed. */
export function element(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element. */
export function svgElement(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(svgNamespace, tag), attributes, children);
}

/** A horizontal bar from 0 to 1; decoration beside a number that says the same. */
export function bar(fraction) {
  const value = element("span");
  value.style.setProperty("--value", `${Math.min(1, Math.max(0, fraction)) * 100}%`);
  return element("span", { class: "bar", "aria-hidden": "true" }, value);
}

/** Shows text in an element, or hides the element when there is none. */
export function showText(target, text) {
  target.textContent = text ?? "";
  target.hidden = !text;
}

function fill(target, attributes, children) {
  for (const [name, value] of Object.entries(attributes))
    if (value !== null && value !== undefined && value !== false)
      target.setAttribute(name, value === true ? "" : value);
  target.append(...children.filter((child) => child !== null && child !== undefined));
  return target;
}
