import { type Layer, LayerExtension, type UpdateParameters } from "@deck.gl/core";
import type { Texture } from "@luma.gl/core";

const WIDTH = 1024;
const uniforms = /* glsl */ `\
layout(std140) uniform highlightUniforms {
  float some;
  float rows;
} highlight;
`;

/** Objects are told by the colour that they are picked by, whatever a layer draws of them. */
const shader = {
  name: "highlight",
  vs: `${uniforms}uniform highp sampler2D highlightChosen;`,
  inject: {
    "vs:DECKGL_FILTER_COLOR": /* glsl */ `
    if (highlight.some > 0.5) {
      vec3 code = floor(geometry.pickingColor + 0.5);
      int index = int(code.r + code.g * 256.0 + code.b * 65536.0) - 1;
      bool isIn = index >= 0 && index < int(highlight.rows) * ${WIDTH}
        && texelFetch(highlightChosen, ivec2(index % ${WIDTH}, index / ${WIDTH}), 0).r > 0.5;
      if (!isIn) {
        float grey = dot(color.rgb, vec3(0.3, 0.6, 0.1));
        color = vec4(mix(color.rgb, vec3(grey), 0.75), color.a * 0.4);
      }
    }
    `,
  },
  uniformTypes: { some: "f32", rows: "f32" },
  getUniforms: (props?: Record<string, unknown>) => props ?? {},
} as const;

export type Highlighted = { chosen?: readonly number[] };
type State = { chosenTexture?: Texture };

/** Has the objects of a layer that are not `chosen` step back; nothing changes where none is. */
export class Highlight extends LayerExtension {
  static override extensionName = "Highlight";
  static override defaultProps = { chosen: { type: "array", value: [], compare: true } };

  override getShaders(): unknown {
    return { modules: [shader] };
  }

  override updateState(this: Layer<Highlighted>, { props, oldProps }: UpdateParameters<Layer<Highlighted>>): void {
    if (this.isComposite) return;
    const state = this.state as State;
    if (state.chosenTexture && props.chosen === oldProps.chosen) return;
    state.chosenTexture?.destroy();
    state.chosenTexture = textureOf(this, props.chosen ?? []);
  }

  override draw(this: Layer<Highlighted>): void {
    const texture = (this.state as State).chosenTexture as Texture;
    const some = this.props.chosen?.length ? 1 : 0;
    this.setShaderModuleProps({ highlight: { some, rows: texture.height, highlightChosen: texture } });
  }

  override finalizeState(this: Layer<Highlighted>): void {
    (this.state as State | undefined)?.chosenTexture?.destroy();
  }
}

/** One pixel for each object up to the last one that is chosen. */
function textureOf(layer: Layer, chosen: readonly number[]): Texture {
  const height = Math.max(1, Math.ceil((Math.max(-1, ...chosen) + 1) / WIDTH));
  const data = new Uint8Array(WIDTH * height);
  for (const index of chosen) data[index] = 255;
  return layer.context.device.createTexture({
    format: "r8unorm",
    width: WIDTH,
    height,
    data,
    sampler: {
      minFilter: "nearest",
      magFilter: "nearest",
      addressModeU: "clamp-to-edge",
      addressModeV: "clamp-to-edge",
    },
  });
}
