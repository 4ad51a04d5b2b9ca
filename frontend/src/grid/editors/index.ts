import type { Kind } from "../values";
import { choiceEditor } from "./choice";
import { choicesEditor } from "./choices";
import type { EditorMaker } from "./editor";
import { momentEditor } from "./moment";
import { numberEditor } from "./number";
import { textEditor } from "./text";

/** What enters values of each kind. Boxes are ticked without one. */
export const EDITORS: { [kind in Kind]?: EditorMaker } = {
  text: textEditor,
  number: numberEditor,
  duration: numberEditor,
  choice: choiceEditor,
  choices: choicesEditor,
  list: choicesEditor,
  datetime: momentEditor,
  date: momentEditor,
  time: momentEditor,
};
