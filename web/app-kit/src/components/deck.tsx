import { Children, isValidElement, useEffect, useRef, type ReactElement, type ReactNode } from "react";
import { cn } from "../cn";
import { useAppContext, usePrinting, useSize, useUrlState } from "../hooks";
import { Badge, Button, PrintButton } from "./basics";
import { Boundary } from "./states";
import { Deeper } from "./Heading";
import { Named, OnPaper } from "./surroundings";

export interface SlideProps {
  title?: string;
  subtitle?: ReactNode;
  /** `title`: a large heading in the middle; `split`: two children beside one another. */
  layout?: "title" | "content" | "split";
  children?: ReactNode;
}

/** One slide of a `Deck`. */
export function Slide({ title, subtitle, layout = "content", children }: SlideProps) {
  return (
    <div className={cn("v-slide", `v-slide-${layout}`)}>
      {(title || subtitle) && (
        <header className="v-slide-header">
          {title && (layout === "title" ? <h1>{title}</h1> : <h2>{title}</h2>)}
          {subtitle && <p>{subtitle}</p>}
        </header>
      )}
      {children && (
        <div className="v-slide-body">
          <Named value={title ?? null}>
            <Deeper by={title ? 1 : 0}>{children}</Deeper>
          </Named>
        </div>
      )}
    </div>
  );
}

/** Pixels in which a slide is laid out: its text is a readable share of it. */
const slideWidth = 1040;
/** Stages below this width are phones. */
const narrow = 600;

export interface DeckProps {
  /** Stands at the foot of each slide. */
  title?: string;
  children: ReactNode;
}

/** Slides, one at a time in 16:9: arrow keys and the strip below move; in print each is a page. */
export function Deck({ title, children }: DeckProps) {
  const isPrinting = usePrinting();
  const { synthetic, app } = useAppContext();
  const slides = Children.toArray(children).filter((child): child is ReactElement<SlideProps> => isValidElement<SlideProps>(child));
  const [stored, setStored] = useUrlState("slide", 1);
  const at = Math.max(0, Math.min(slides.length - 1, stored - 1));
  const go = useRef((_to: number) => {});
  go.current = (to: number) => setStored(Math.max(0, Math.min(slides.length - 1, to)) + 1);
  const [stageRef, stage] = useSize<HTMLDivElement>();
  const place = useRef(at);
  place.current = at;

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      // Arrows inside a control, a table or a chart are that control's.
      if (event.defaultPrevented || target?.closest("input, select, textarea, [role=grid], [role=radiogroup], [role=dialog], [data-arrows]")) return;
      const to = { ArrowRight: place.current + 1, PageDown: place.current + 1, ArrowLeft: place.current - 1, PageUp: place.current - 1, Home: 0, End: Infinity }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      go.current(to);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const sheet = (slide: ReactElement<SlideProps>, index: number) => (
    <div className="v-slide-sheet">
      <Boundary name={slide.props.title ?? `slide ${index + 1}`}>{slide}</Boundary>
      <footer className="v-slide-footer">
        <span>{title ?? app.name}</span>
        {synthetic && <Badge tone="warning">Sample data</Badge>}
        <span>
          {index + 1} / {slides.length}
        </span>
      </footer>
    </div>
  );

  if (isPrinting) {
    return (
      <main className="v-deck v-deck-print" data-content>
        {slides.map((slide, index) => (
          <section key={index} className="v-slide-page" aria-label={`Slide ${index + 1}`}>
            {sheet(slide, index)}
          </section>
        ))}
      </main>
    );
  }

  const current = slides[at];
  // Laid out at one width and drawn as large as there is room, so that text of charts and tables grows as well. On phones a slide flows.
  const scale = stage.width >= narrow ? stage.width / slideWidth : null;
  return (
    <main className="v-deck" data-content>
      <div
        className={scale === null ? "v-deck-stage" : "v-deck-stage v-deck-drawn"}
        ref={stageRef}
        style={scale === null ? undefined : ({ "--slide-scale": scale, "--slide-width": `${slideWidth}px` } as React.CSSProperties)}
        role="tabpanel" id="v-slide" aria-label={`Slide ${at + 1} of ${slides.length}${current?.props.title ? `: ${current.props.title}` : ""}`}
      >
        {current && sheet(current, at)}
      </div>
      <nav className="v-deck-bar v-noprint" aria-label="Slides">
        <Button variant="ghost" icon="chevron-left" label="Previous slide" disabled={at === 0} onClick={() => go.current(at - 1)} />
        <div className="v-deck-strip" role="tablist" aria-label="Slides" data-arrows onKeyDown={(event) => {
          const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          const to = Math.max(0, Math.min(slides.length - 1, at + step));
          go.current(to);
          (event.currentTarget.children[to] as HTMLElement | undefined)?.focus();
        }}>
          {slides.map((slide, index) => (
            <button
              key={index}
              type="button"
              role="tab"
              aria-selected={index === at}
              aria-controls="v-slide"
              tabIndex={index === at ? 0 : -1}
              className="v-deck-dot"
              aria-label={`Slide ${index + 1}${slide.props.title ? `: ${slide.props.title}` : ""}`}
              title={slide.props.title}
              onClick={() => go.current(index)}
            />
          ))}
        </div>
        <Button variant="ghost" icon="chevron-right" label="Next slide" disabled={at >= slides.length - 1} onClick={() => go.current(at + 1)} />
        <PrintButton />
      </nav>
    </main>
  );
}

export interface ReportProps {
  title: string;
  subtitle?: ReactNode;
  filters?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A document of A4 pages. */
export function Report({ title, subtitle, filters, actions, children }: ReportProps) {
  const { synthetic } = useAppContext();
  return (
    <main className="v-report" data-content>
      <div className="v-report-bar">
        <div className="v-report-tools v-noprint">
          {filters}
          <div className="v-page-actions">
            {actions}
            <PrintButton />
          </div>
        </div>
      </div>
      <div className="v-paper v-report-cover">
        <header className="v-report-header">
          <h1>{title}</h1>
          {subtitle && <p>{subtitle}</p>}
          {synthetic && <Badge tone="warning">Sample data</Badge>}
        </header>
      </div>
      {children}
    </main>
  );
}

/** A sheet of a `Report`; longer content runs on to the next one. */
export function PrintPage({ title, subtitle, children }: { title?: string; subtitle?: ReactNode; children: ReactNode }) {
  return (
    <section className="v-paper v-print-page">
      {title && <h2>{title}</h2>}
      {subtitle && <p className="v-paper-subtitle">{subtitle}</p>}
      <OnPaper value>
        <Deeper by={title ? 1 : 0}>
          <Boundary name={title ?? "page"}>{children}</Boundary>
        </Deeper>
      </OnPaper>
    </section>
  );
}
