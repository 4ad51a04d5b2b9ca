/** Layers that show models of bodies: with what reads those they are large. */
export { Tile3DLayer } from "@deck.gl/geo-layers";
export { ScenegraphLayer, SimpleMeshLayer } from "@deck.gl/mesh-layers";
