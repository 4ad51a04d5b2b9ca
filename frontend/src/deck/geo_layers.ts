/** The layers of deck.gl's largest family, in a chunk of their own: maps themselves need only one of them. */
export {
  _GeoCellLayer,
  _WMSLayer,
  A5Layer,
  GeohashLayer,
  GreatCircleLayer,
  H3ClusterLayer,
  H3HexagonLayer,
  MVTLayer,
  QuadkeyLayer,
  S2Layer,
  TerrainLayer,
  TileLayer,
  TripsLayer,
} from "@deck.gl/geo-layers";
