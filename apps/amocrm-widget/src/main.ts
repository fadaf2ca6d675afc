import type { VendorPage, WidgetHost } from './vendor.ts';
import { widgetCallbacks } from './widget.ts';

/** The constructor that amoCRM calls with its own methods on `this`. */
export default function VoronkaCardWidget(this: WidgetHost): WidgetHost {
  this.callbacks = widgetCallbacks(this, window as unknown as VendorPage);
  return this;
}
