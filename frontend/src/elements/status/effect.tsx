import { createEffect, on } from "solid-js";
import type { ElementProps } from "../../view/element";
import type { EffectProps } from "../../wire/messages.gen";
import "./effect.css";

const COUNT = 36;
const LASTS = 6000;
const COLORS = ["red", "orange", "yellow", "green", "blue", "violet"];

/** Plays an effect once for each call. */
export function Effect(element: ElementProps<EffectProps>): null {
  createEffect(
    on(
      () => element.props.call,
      () => play(element.props.name),
    ),
  );
  return null;
}

function play(name: "balloons" | "snow"): void {
  if (window.matchMedia?.("(prefers-reduced-motion: reduce)").matches) return;
  const stage = document.createElement("div");
  stage.className = `effect effect-${name}`;
  stage.setAttribute("aria-hidden", "true");
  for (let i = 0; i < COUNT; i += 1) stage.append(particle(i));
  document.body.append(stage);
  setTimeout(() => stage.remove(), LASTS);
}

function particle(i: number): HTMLElement {
  const element = document.createElement("span");
  element.style.setProperty("--x", `${Math.random() * 100}vw`);
  element.style.setProperty("--size", `${1 + Math.random() * 1.4}`);
  element.style.setProperty("--delay", `${Math.random() * 1.6}s`);
  element.style.setProperty("--drift", `${(Math.random() - 0.5) * 12}rem`);
  element.style.setProperty("--color", `var(--${COLORS[i % COLORS.length]})`);
  return element;
}
