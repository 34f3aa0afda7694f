import "./styles.css";
import "./mockHost";
import "../../src/boot/boot";
import "./gen/queries";
import { mountApp } from "@vitrine/kit";
import { pages } from "./pages";

mountApp(pages[new URLSearchParams(location.search).get("page") ?? "dashboard"] ?? pages["dashboard"]!);
