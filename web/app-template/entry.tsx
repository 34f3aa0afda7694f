// The entry of every app. It belongs to the template: an app cannot replace it.
import "@/gen/queries";
import App from "@/App";
import { mountApp } from "@vitrine/kit";

mountApp(App);
