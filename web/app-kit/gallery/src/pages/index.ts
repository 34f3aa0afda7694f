import type { ComponentType } from "react";
import Charts from "./Charts";
import Controls from "./Controls";
import Dashboard from "./Dashboard";
import Slides from "./Slides";
import States from "./States";
import Paper from "./Paper";

export const pages: Record<string, ComponentType> = { dashboard: Dashboard, charts: Charts, states: States, controls: Controls, deck: Slides, report: Paper };
