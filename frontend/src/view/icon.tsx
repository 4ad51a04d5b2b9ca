import { type JSX, Match, Switch } from "solid-js";
import type { Icon as IconProps } from "../wire/messages.gen";

/** A small picture beside text; decoration, unless it is given a label. */
export function Icon(props: { icon: IconProps | null | undefined; label?: string | undefined }): JSX.Element {
  return (
    <Switch>
      <Match when={props.icon?.emoji}>
        <span
          class="icon icon-emoji"
          role={props.label ? "img" : undefined}
          aria-label={props.label}
          aria-hidden={!props.label}
        >
          {props.icon?.emoji}
        </span>
      </Match>
      <Match when={props.icon?.path}>
        <Glyph path={props.icon?.path ?? ""} box={props.icon?.box ?? MATERIAL_BOX} label={props.label} />
      </Match>
      <Match when={props.icon?.spinner}>
        <span class="icon spinner" aria-hidden="true" />
      </Match>
    </Switch>
  );
}

export const MATERIAL_BOX = "0 -960 960 960";

/** The picture of one path. */
export function Glyph(props: { path: string; box?: string; class?: string; label?: string | undefined }): JSX.Element {
  return (
    <svg
      class={`icon ${props.class ?? ""}`}
      viewBox={props.box ?? MATERIAL_BOX}
      role={props.label ? "img" : undefined}
      aria-label={props.label}
      aria-hidden={!props.label}
    >
      <path d={props.path} />
    </svg>
  );
}

/** Pictures that the client itself uses, as paths on a grid of 24. */
export const GLYPHS = {
  menu: "M4 6.5h16v1.6H4zM4 11.2h16v1.6H4zM4 15.9h16v1.6H4z",
  more: "M12 8a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM12 13.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4zM12 19.4a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4z",
  close: "m6.4 5.2 5.6 5.6 5.6-5.6 1.2 1.2-5.6 5.6 5.6 5.6-1.2 1.2-5.6-5.6-5.6 5.6-1.2-1.2 5.6-5.6-5.6-5.6z",
  chevron: "m8.6 5.4 6.6 6.6-6.6 6.6-1.2-1.2 5.4-5.4-5.4-5.4z",
  down: "m5.4 8.6 6.6 6.6 6.6-6.6-1.2-1.2-5.4 5.4-5.4-5.4z",
  check: "m9.6 16.2-4-4-1.2 1.2 5.2 5.2 10-10-1.2-1.2z",
  copy: "M8 3h11a2 2 0 0 1 2 2v11h-1.7V5a.3.3 0 0 0-.3-.3H8zM5 7h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V9c0-1.1.9-2 2-2zm0 1.7a.3.3 0 0 0-.3.3v10c0 .17.13.3.3.3h10a.3.3 0 0 0 .3-.3V9a.3.3 0 0 0-.3-.3z",
  help: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zm0 1.6a7.9 7.9 0 1 0 0 15.8 7.9 7.9 0 0 0 0-15.8zm-.9 11.8h1.8v1.8h-1.8zM12 6.6c2 0 3.4 1.2 3.4 3 0 1.5-.9 2.2-1.7 2.9-.6.5-.9.8-.9 1.4v.4h-1.6v-.6c0-1.3.8-2 1.5-2.6.7-.6 1.1-.9 1.1-1.6 0-.8-.7-1.4-1.8-1.4-1 0-1.7.6-1.9 1.6l-1.6-.3c.3-1.7 1.6-2.8 3.5-2.8z",
  up: "m12 5.5 6 6-1.2 1.2-4-4V19h-1.6V8.7l-4 4L6 11.5z",
  fall: "m12 18.5-6-6 1.2-1.2 4 4V5h1.6v10.3l4-4 1.2 1.2z",
  sidebar:
    "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2zm4.5 1.6v12.8H19a.4.4 0 0 0 .4-.4V6a.4.4 0 0 0-.4-.4zM5 5.6a.4.4 0 0 0-.4.4v12c0 .22.18.4.4.4h2.9V5.6z",
  eye: "M12 5c4.5 0 8.3 2.8 10 7-1.7 4.2-5.5 7-10 7s-8.3-2.8-10-7c1.7-4.2 5.5-7 10-7zm0 1.6c-3.6 0-6.7 2.1-8.2 5.4 1.5 3.3 4.6 5.4 8.2 5.4s6.7-2.1 8.2-5.4C18.7 8.7 15.6 6.6 12 6.6zm0 2.2a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z",
  upload:
    "M12 3.5 17.5 9l-1.2 1.2-3.5-3.5V16h-1.6V6.7l-3.5 3.5L6.5 9zM4.6 14v4.5c0 .5.4.9.9.9h13c.5 0 .9-.4.9-.9V14H21v4.5a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 18.5V14z",
  download:
    "M12 16.5 6.5 11l1.2-1.2 3.5 3.5V4h1.6v9.3l3.5-3.5 1.2 1.2zM4.6 15v3.5c0 .5.4.9.9.9h13c.5 0 .9-.4.9-.9V15H21v3.5a2.5 2.5 0 0 1-2.5 2.5h-13A2.5 2.5 0 0 1 3 18.5V15z",
  attach:
    "M16.5 6.5v9.8a4.5 4.5 0 0 1-9 0V5.8a2.9 2.9 0 0 1 5.8 0v9.4a1.3 1.3 0 0 1-2.6 0V6.5h1.5v8.7c0-.1-.4-.1-.4 0V5.8a1.4 1.4 0 0 0-2.8 0v10.5a3 3 0 0 0 6 0V6.5z",
  microphone:
    "M12 3a3 3 0 0 1 3 3v5.5a3 3 0 0 1-6 0V6a3 3 0 0 1 3-3zm0 1.6c-.8 0-1.4.6-1.4 1.4v5.5a1.4 1.4 0 0 0 2.8 0V6c0-.8-.6-1.4-1.4-1.4zM6.9 11.5a5.1 5.1 0 0 0 10.2 0h1.6a6.7 6.7 0 0 1-5.9 6.6V21h-1.6v-2.9a6.7 6.7 0 0 1-5.9-6.6z",
  stop: "M7 7h10v10H7z",
  calendar:
    "M7 2.5h1.7V5h6.6V2.5H17V5h2a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7c0-1.1.9-2 2-2h2zM4.6 10.6V19c0 .22.18.4.4.4h14a.4.4 0 0 0 .4-.4v-8.4zm.4-4a.4.4 0 0 0-.4.4v2h14.8V7a.4.4 0 0 0-.4-.4z",
  clock:
    "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zm0 1.6a7.9 7.9 0 1 0 0 15.8 7.9 7.9 0 0 0 0-15.8zm.8 3.1v4.4l3.5 2.1-.8 1.4-4.3-2.6V7.2z",
  camera:
    "M9 4h6l1.6 2.2H19a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V8.2c0-1.1.9-2 2-2h2.4zm.8 1.6L8.2 7.8H5a.4.4 0 0 0-.4.4V18c0 .22.18.4.4.4h14a.4.4 0 0 0 .4-.4V8.2a.4.4 0 0 0-.4-.4h-3.2l-1.6-2.2zm2.2 3.6a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6zm0 1.6a2.2 2.2 0 1 0 0 4.4 2.2 2.2 0 0 0 0-4.4z",
  search:
    "M10.5 4a6.5 6.5 0 0 1 5.2 10.4l4.3 4.3-1.2 1.2-4.3-4.3A6.5 6.5 0 1 1 10.5 4zm0 1.6a4.9 4.9 0 1 0 0 9.8 4.9 4.9 0 0 0 0-9.8z",
  file: "M6 3h8l5 5v11a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V5c0-1.1.9-2 2-2zm0 1.6a.4.4 0 0 0-.4.4v14c0 .22.18.4.4.4h11a.4.4 0 0 0 .4-.4V9H13V4.6z",
  success:
    "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zm0 1.6a7.9 7.9 0 1 0 0 15.8 7.9 7.9 0 0 0 0-15.8zm4.3 4.3 1.1 1.2-6.6 6.6-3.7-3.7L8.2 11.4l2.6 2.5z",
  info: "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zm0 1.6a7.9 7.9 0 1 0 0 15.8 7.9 7.9 0 0 0 0-15.8zM11.2 10.8h1.6V17h-1.6zm0-3.6h1.6V9h-1.6z",
  warning: "M12 3.5 22 20.5H2zm0 3.2L4.8 18.9h14.4zm-.8 4h1.6v4.2h-1.6zm0 5.3h1.6v1.6h-1.6z",
  error:
    "M12 2.5a9.5 9.5 0 1 1 0 19 9.5 9.5 0 0 1 0-19zm0 1.6a7.9 7.9 0 1 0 0 15.8 7.9 7.9 0 0 0 0-15.8zm-.8 3.1h1.6v6.3h-1.6zm0 7.8h1.6v1.7h-1.6z",
} as const;

/** One of the client's own pictures. */
export function OwnGlyph(props: { name: keyof typeof GLYPHS; class?: string }): JSX.Element {
  return <Glyph path={GLYPHS[props.name]} box="0 0 24 24" class={props.class ?? ""} />;
}
