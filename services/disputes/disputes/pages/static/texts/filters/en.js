// English, for the filters of the queue. Each key stands in every language; a test compares them.
export default {
  "filter.any": "any",
  "filter.unusual": "What is special",
  "filter.contested": "Decision contested",
  "filter.offer": "A proposal is open",
  "filter.paused": "Clocks stopped",
  "filter.office": "Office",
  "filter.amount": "From this amount on",
  "filter.currency": "Currency",
  "filter.open": "Open this case",
  "saved.name": "Name for this view and its filters",
  "saved.help": "They are saved in this browser, for you alone.",
  "saved.save": "Save",
  "filter.no_currency": "Which currency? Until it stands here, the amount is not filtered by.",
  "filter.no_amount": "This is not an amount in this currency. It is not filtered by.",
};
