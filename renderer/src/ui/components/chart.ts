import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { init, use, type ECharts } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, AriaComponent, CanvasRenderer]);

/** Colours of the visual brief; colour-blind people can distinguish them too. */
const COLOURS = ['#B3191F', '#5F3DC4', '#00796B', '#C77700', '#212F45', '#4F8FD0'];

export interface Series {
  name: string;
  values: (number | null)[];
}

export const makeChart = (element: HTMLElement): ECharts => init(element, undefined, { renderer: 'canvas' });

/** Draws months along the bottom and a bar for each series. Bars have patterns too, so that grey paper shows the difference. */
export function drawBars(chart: ECharts, months: readonly string[], series: readonly Series[], font: string): void {
  chart.setOption(
    {
      aria: { enabled: true, decal: { show: true } },
      animation: false,
      color: COLOURS,
      textStyle: { fontFamily: font },
      legend: { top: 0, left: 0, type: 'scroll' },
      tooltip: { trigger: 'axis', renderMode: 'richText' },
      grid: { left: 44, right: 12, top: 34, bottom: 26 },
      xAxis: { type: 'category', data: [...months], axisTick: { show: false } },
      yAxis: { type: 'value', minInterval: 1 },
      series: series.map((one) => ({ type: 'bar', name: one.name, data: one.values, barMaxWidth: 28 }))
    },
    true
  );
}
