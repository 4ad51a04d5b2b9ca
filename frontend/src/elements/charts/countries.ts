import type { FeatureCollection } from "geojson";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import atlas from "world-atlas/countries-110m.json";
import { planar } from "./planar";

/** The countries of the world with their names, from Natural Earth (public domain), at 1:110 million. */
const topology = atlas as unknown as Topology<{ countries: GeometryCollection }>;
export default planar(feature(topology, topology.objects.countries) as FeatureCollection);
