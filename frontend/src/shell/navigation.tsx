import { createEffect, createSignal, createUniqueId, For, type JSX, on, Show } from "solid-js";
import { ADDRESS } from "../store/address";
import { page } from "../store/session";
import { Anchor } from "../view/anchor";
import { Icon, OwnGlyph } from "../view/icon";
import { Inline } from "../view/markdown";
import type { Icon as IconProps, NavigationItem, NavigationSection } from "../wire/messages.gen";

/** How many pages a sidebar shows before "more", where the app does not say. */
const USUAL = 12;
const LEAST_HIDDEN = 2;

const sections = (): NavigationSection[] => page()?.navigation ?? [];
const isAt = (position: string): boolean => sections().length > 0 && page()?.navigation_position === position;

/** Whether the pages of the app stand in the sidebar. */
export const navigatesAside = (): boolean => isAt("sidebar");

/** Whether they stand in the bar above the page. */
export const navigatesAbove = (): boolean => isAt("top");

/** The app's pages in the sidebar, all or as many as the app wants before "more". */
export function SideNavigation(): JSX.Element {
  const [all, setAll] = createSignal(false);
  const list = createUniqueId();
  const count = () => sections().reduce((sum, section) => sum + section.items.length, 0);
  const limit = () => {
    const wanted = page()?.navigation_expanded ?? 0;
    const most = wanted < 0 ? Number.POSITIVE_INFINITY : wanted || USUAL;
    return all() || count() < most + LEAST_HIDDEN ? Number.POSITIVE_INFINITY : most;
  };
  const shown = (section: number) => {
    const before = sections()
      .slice(0, section)
      .reduce((sum, each) => sum + each.items.length, 0);
    return (item: NavigationItem, index: number) => before + index < limit() || isCurrent(item);
  };
  return (
    <nav class="side-navigation" aria-label="Pages">
      <div id={list}>
        <For each={sections()}>
          {(section, index) => <Section section={section} shows={(item, at) => shown(index())(item, at)} />}
        </For>
      </div>
      <Show when={count() > limit() || all()}>
        <button
          type="button"
          class="navigation-more"
          aria-expanded={all()}
          aria-controls={list}
          onClick={() => setAll(!all())}
        >
          {all() ? "Show fewer" : `Show ${count() - limit()} more`}
        </button>
      </Show>
    </nav>
  );
}

function Section(props: {
  section: NavigationSection;
  shows: (item: NavigationItem, index: number) => boolean;
}): JSX.Element {
  const title = createUniqueId();
  const items = () => props.section.items.filter((item, index) => props.shows(item, index));
  return (
    <Show when={items().length}>
      <Show when={props.section.title}>
        <h2 class="navigation-title" id={title}>
          <Inline text={props.section.title} />
        </h2>
      </Show>
      <ul aria-labelledby={props.section.title ? title : undefined}>
        <For each={items()}>
          {(item) => (
            <li>
              <PageLink item={item} />
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}

/** The app's pages in the bar above the page; sections with a title open below it. */
export function TopNavigation(): JSX.Element {
  return (
    <nav class="top-navigation" aria-label="Pages">
      <ul>
        <For each={sections()}>
          {(section) => (
            <Show
              when={section.title}
              fallback={
                <For each={section.items}>
                  {(item) => (
                    <li>
                      <PageLink item={item} />
                    </li>
                  )}
                </For>
              }
            >
              <li>
                <Group section={section} />
              </li>
            </Show>
          )}
        </For>
      </ul>
    </nav>
  );
}

function Group(props: { section: NavigationSection }): JSX.Element {
  let box!: HTMLDetailsElement;
  const close = () => {
    box.open = false;
  };
  createEffect(on(() => page()?.page, close, { defer: true }));
  const left = (event: FocusEvent) => !box.contains(event.relatedTarget as Element | null) && close();
  const keys = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !box.open) return;
    close();
    box.querySelector("summary")?.focus();
  };
  return (
    <details ref={box} class="navigation-group" onFocusOut={left} onKeyDown={keys}>
      <summary classList={{ current: props.section.items.some(isCurrent) }}>
        <Inline text={props.section.title} />
        <OwnGlyph name="down" />
      </summary>
      <ul class="floating">
        <For each={props.section.items}>
          {(item) => (
            <li>
              <PageLink item={item} />
            </li>
          )}
        </For>
      </ul>
    </details>
  );
}

const isCurrent = (item: NavigationItem): boolean => !item.address && item.path === (page()?.page ?? "");

function PageLink(props: { item: NavigationItem }): JSX.Element {
  return (
    <Anchor
      class="navigation-link tip"
      path={props.item.path}
      address={props.item.address}
      current={isCurrent(props.item)}
    >
      <Icon icon={(props.item.icon ?? null) as IconProps | null} />
      <span class="navigation-text">
        <Inline text={props.item.title} />
      </span>
      <Show when={props.item.help}>
        {(help) => (
          <span class="tooltip" role="tooltip">
            <Inline text={help()} />
          </span>
        )}
      </Show>
    </Anchor>
  );
}

/** The app's logo; `small` for the bar while the sidebar is closed. */
export function Logo(props: { small?: boolean }): JSX.Element {
  const source = () => {
    const logo = page()?.logo;
    return logo ? ADDRESS.of((props.small && logo.icon) || logo.image) : undefined;
  };
  const picture = () => <img class={`logo logo-${page()?.logo?.size ?? "medium"}`} src={source()} alt="Logo" />;
  return (
    <Show when={source()}>
      <Show when={page()?.logo?.link} fallback={picture()}>
        {(link) => (
          <a href={link()} target="_blank" rel="noopener noreferrer" class="logo-link">
            {picture()}
          </a>
        )}
      </Show>
    </Show>
  );
}
