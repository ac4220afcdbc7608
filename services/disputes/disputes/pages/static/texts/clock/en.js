// English, for the clock of a sandbox alone. Each key stands in every language; a test compares them.
export default {
  "clock.title": "Sandbox clock",
  "clock.held": "stands still",
  "clock.runs": "running",
  "clock.lead": "This marketplace is a test, so its time can be moved. What falls due on the way really happens: here, and in all its other cases.",
  "clock.slider": "Move time forward to",
  "clock.now": "now",
  "clock.move": "Move time",
  "clock.hold": "Time then stands still until you move it again",
  "clock.due": "Due next in this case",
  "clock.before": "A minute before",
  "clock.then": "To this moment",
  "clock.release": "Let time run on",
  "clock.moving": "Time is on its way. This can take a while.",
  "clock.moved": "It is now {time}.",
  "clock.steps.one": "{number} deadline fell due on the way.", "clock.steps.other": "{number} deadlines fell due on the way.",
};
