/** The map of the family's contacts: the family in the middle, everyone else around, and the same as a table. */
import type { Ui } from '../../ui.ts';
import { Scroll } from '../../components/scroll.tsx';

export type NetworkNode = {
  who: string;
  contacts: number;
  meetings: number;
  papers: string;
  last: string;
  consent: string;
  /** Whether the line between them is whole. */
  covered: boolean;
};

export type NetworkView = { nodes: readonly NetworkNode[] };

export const NetworkSection = ({ ui, network }: { ui: Ui; network: NetworkView }) => (
  <section class="network">
    <h2 class="ds-heading" data-size="sm">
      {ui.t('network.title')}
    </h2>
    <p class="hint">{ui.t('network.hint')}</p>
    {network.nodes.length === 0 ? (
      <p class="ds-paragraph">{ui.t('network.none')}</p>
    ) : (
      <>
        <NetworkMap ui={ui} nodes={network.nodes} />
        <p class="hint">{ui.t('network.legend')}</p>
        <details class="ds-details">
          <summary>{ui.t('course.table')}</summary>
          <Scroll label={ui.t('network.table')}>
            <table class="ds-table" data-size="sm">
              <caption>{ui.t('network.table')}</caption>
              <thead>
                <tr>
                  {(['who', 'contacts', 'meetings', 'papers', 'last', 'consent'] as const).map((column) => (
                    <th key={column} scope="col">
                      {ui.t(`network.col.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {network.nodes.map((node) => (
                  <tr key={node.who}>
                    <th scope="row">{node.who}</th>
                    <td>{node.contacts}</td>
                    <td>{node.meetings}</td>
                    <td>{node.papers}</td>
                    <td>{node.last}</td>
                    <td>{node.consent}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Scroll>
        </details>
      </>
    )}
  </section>
);

const box = { width: 190, height: 44 } as const;
const map = { width: 700, row: 70 } as const;

/** Half of them on the left, half on the right, so that every line can be followed. */
const NetworkMap = ({ ui, nodes }: { ui: Ui; nodes: readonly NetworkNode[] }) => {
  const rows = Math.ceil(nodes.length / 2);
  const height = rows * map.row;
  const middle = { x: map.width / 2, y: height / 2 };
  const placed = nodes.map((node, index) => ({
    node,
    x: index % 2 === 0 ? 0 : map.width - box.width,
    y: Math.floor(index / 2) * map.row + (map.row - box.height) / 2,
  }));
  return (
    <Scroll label={ui.t('network.chart')}>
      <svg
        class="chart chart--map"
        viewBox={`0 0 ${map.width} ${height}`}
        role="img"
        aria-labelledby="map-title"
      >
        <title id="map-title">{ui.t('network.chart')}</title>
        {placed.map(({ node, x, y }) => (
          <line
            key={node.who}
            class={node.covered ? 'chart__tie' : 'chart__tie chart__tie--missing'}
            x1={middle.x}
            y1={middle.y}
            x2={x === 0 ? box.width : x}
            y2={y + box.height / 2}
          />
        ))}
        <rect class="chart__family" x={middle.x - 80} y={middle.y - 18} width={160} height={36} rx={18} />
        <text class="chart__text chart__text--strong" x={middle.x} y={middle.y + 5} text-anchor="middle">
          {ui.t('network.family')}
        </text>
        {placed.map(({ node, x, y }) => (
          <g key={node.who}>
            <rect class="chart__node" x={x + 1} y={y} width={box.width - 2} height={box.height} rx={6} />
            <text
              class="chart__text chart__text--strong"
              x={x + box.width / 2}
              y={y + 18}
              text-anchor="middle"
            >
              {node.who}
            </text>
            <text class="chart__text" x={x + box.width / 2} y={y + 35} text-anchor="middle">
              {node.last}
            </text>
          </g>
        ))}
      </svg>
    </Scroll>
  );
};
