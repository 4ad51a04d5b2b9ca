import type { JSX } from "solid-js";
import "./divider.css";

export function Divider(): JSX.Element {
  return <hr class="divider" />;
}
