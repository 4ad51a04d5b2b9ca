import fine from "world-atlas/countries-10m.json?url";
import middling from "world-atlas/countries-50m.json?url";
import coarse from "world-atlas/countries-110m.json?url";
import { type Atlas, Land, type LandTile, type Named } from "./land";

/** The atlases that come with the page, from coarse to fine, and the zoom from which each is wanted. */
const DETAILS = [
  { from: 0, url: coarse },
  { from: 2, url: middling },
  { from: 5, url: fine },
];
const OF_NAMES = 1;

/** Land in the detail that a zoom wants; in less, while that is being loaded. */
export class AtlasReader {
  private readonly lands: (Land | undefined)[] = [];
  private readonly loads: (Promise<void> | undefined)[] = [];

  /** `finer` is called when tiles that were given can be had in more detail. */
  constructor(
    private readonly read: (url: string) => Promise<Atlas>,
    private readonly finer: () => void,
  ) {}

  async tile(z: number, x: number, y: number): Promise<LandTile> {
    const wanted = DETAILS.findLastIndex(({ from }) => from <= z);
    if (wanted > 0 && !this.lands[wanted]) void this.load(wanted).then(this.finer, () => {});
    const best = () => this.lands.slice(0, wanted + 1).findLast(Boolean);
    if (!best()) await this.load(0);
    return (best() as Land).tile(z, x, y);
  }

  async names(): Promise<Named[]> {
    await this.load(OF_NAMES);
    return this.lands[OF_NAMES]?.names() ?? [];
  }

  private load(detail: number): Promise<void> {
    this.loads[detail] ??= this.read((DETAILS[detail] as { url: string }).url).then((atlas) => {
      this.lands[detail] = new Land(atlas);
    });
    return this.loads[detail];
  }
}
