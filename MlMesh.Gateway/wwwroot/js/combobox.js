import { element } from "./dom.js";

/**
 * An editable combobox with a list of airports, after the ARIA authoring practices: focus stays in the field, arrows move through the
 * list, Enter takes, Escape closes.
 */
export class AirportCombobox {
  #input;
  #list;
  #airports;
  #onChange;
  #options = [];
  #active = -1;
  #selected;

  constructor(input, airports, onChange) {
    this.#input = input;
    this.#list = document.getElementById(input.getAttribute("aria-controls"));
    this.#airports = airports;
    this.#onChange = onChange;
    input.addEventListener("input", () => this.#open(input.value));
    input.addEventListener("focus", () => input.select());
    input.addEventListener("click", () => this.#list.hidden && this.#open(this.#selected ? "" : input.value));
    input.addEventListener("keydown", (event) => this.#onKey(event));
    input.addEventListener("blur", () => this.#settle());
    // Before the field loses focus, which would close the list under the pointer.
    this.#list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.#list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option)
        this.#take(this.#options[[...this.#list.children].indexOf(option)]);
    });
  }

  /** The airport that is picked; undefined when the field holds none. */
  get airport() {
    return this.#selected;
  }

  set airport(airport) {
    this.#selected = airport;
    this.#input.value = airport ? `${airport.iata} · ${airport.place}` : "";
    this.#onChange();
  }

  /** What to send: the airport's code, or what was typed where no airport matches, so that the API can say what is wrong with it. */
  get code() {
    return this.#selected?.iata ?? this.#input.value.trim();
  }

  #open(text) {
    this.#options = this.#airports.search(text);
    this.#list.replaceChildren(...(this.#options.length > 0 ? this.#options.map((airport, i) => this.#render(airport, i)) : [nothing()]));
    this.#list.hidden = false;
    this.#list.scrollTop = 0;
    this.#input.setAttribute("aria-expanded", "true");
    this.#activate(text.trim() !== "" && this.#options.length > 0 ? 0 : -1);
  }

  #close() {
    this.#list.hidden = true;
    this.#input.setAttribute("aria-expanded", "false");
    this.#activate(-1);
  }

  #activate(index) {
    this.#active = index;
    [...this.#list.children].forEach((option, i) => option.setAttribute("aria-selected", String(i === index)));
    const option = this.#list.children[index];
    if (index < 0 || !option) {
      this.#input.removeAttribute("aria-activedescendant");
      return;
    }
    this.#input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  #onKey(event) {
    const last = this.#options.length - 1;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        event.preventDefault();
        if (this.#list.hidden)
          this.#open(this.#selected ? "" : this.#input.value);
        else if (last >= 0)
          this.#activate(event.key === "ArrowDown" ? (this.#active >= last ? 0 : this.#active + 1) : (this.#active <= 0 ? last : this.#active - 1));
        break;
      case "Enter":
        if (this.#list.hidden || this.#active < 0)
          return;
        event.preventDefault();
        this.#take(this.#options[this.#active]);
        break;
      case "Escape":
        if (this.#list.hidden)
          return;
        event.preventDefault();
        this.#close();
        this.#restore();
        break;
    }
  }

  #take(airport) {
    if (!airport)
      return;
    this.airport = airport;
    this.#close();
  }

  /** Leaving the field takes what is unmistakable: the highlighted airport, or the code that was typed. */
  #settle() {
    const typed = this.#input.value;
    const highlighted = this.#list.hidden ? undefined : this.#options[this.#active];
    this.#close();
    if (this.#selected && typed === `${this.#selected.iata} · ${this.#selected.place}`)
      return;
    if (typed.trim() === "")
      this.airport = undefined;
    else if (highlighted ?? this.#airports.get(typed))
      this.airport = highlighted ?? this.#airports.get(typed);
    else {
      this.#selected = undefined;
      this.#onChange();
    }
  }

  #restore() {
    if (this.#selected)
      this.airport = this.#selected;
  }

  #render(airport, index) {
    return element("li", { role: "option", id: `${this.#list.id}-${index}`, "aria-selected": "false" },
      element("span", { class: "code" }, airport.iata),
      element("span", {}, element("span", { class: "place" }, airport.place), element("span", { class: "airport" }, airport.name)));
  }
}

const nothing = () => element("li", { role: "option", "aria-disabled": "true", "aria-selected": "false", class: "nothing" }, "No airport matches");
