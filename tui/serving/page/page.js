// What the page does beside the terminal, which textual.js opens on load: where the monitor is, and what became of it.
"use strict";

const terminal = document.querySelector(".textual-terminal");
const told = document.getElementById("told");
const again = document.getElementById("again");

// by whichever name the page was opened: 127.0.0.1, localhost, or that of a tunnel
const place = new URL("ws", location.href);
place.protocol = place.protocol.replace("http", "ws");
terminal.dataset.sessionWebsocketUrl = place.href;

window.WebSocket = class extends WebSocket {
  constructor(address) {
    super(address);
    this.addEventListener("message", take);
    this.addEventListener("close", (event) => end(event.reason));
  }
};

// a page that the monitor opens has no way back to this one
const openWindow = window.open.bind(window);
window.open = (address) => /^https?:/i.test(address) && openWindow(address, "_blank", "noopener,noreferrer");

// from another machine by plain http a page is given no clipboard, but what is selected in it can be copied
if (!navigator.clipboard) {
  Object.defineProperty(navigator, "clipboard", { value: { writeText: copy, readText: async () => "" } });
}

async function copy(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
  terminal.querySelector("textarea").focus();
}

function take(event) {
  if (typeof event.data !== "string") {
    return;
  }
  const [word, colour] = JSON.parse(event.data);
  if (word === "ground") {
    document.documentElement.style.setProperty("--ground", colour);
  }
}

function end(reason) {
  told.textContent = reason || "The connection to tapewatch is gone. It may have been ended.";
  again.hidden = false;
  setTimeout(() => again.focus()); // it is shown only once textual.js knows of the end, too
}

again.addEventListener("click", () => location.reload());

// the keys are for the terminal as soon as it shows something, without a click
new MutationObserver((_, observer) => {
  if (document.body.classList.contains("-first-byte")) {
    observer.disconnect();
    terminal.querySelector("textarea").focus();
  }
}).observe(document.body, { attributeFilter: ["class"] });
