// The icons of the kit. A curated set: each is compiled in once, and a new one is one line in each list.
import {
  Activity, AlertTriangle, ArrowDown, ArrowDownRight, ArrowLeft, ArrowRight, ArrowUp, ArrowUpRight, Award, BadgePercent, Banknote, Boxes, Building2, Calendar, ChartColumn, ChartLine, ChartPie, Check, ChevronDown,
  ChevronLeft, ChevronRight, ChevronUp, ChevronsUpDown, CircleCheck, CircleDollarSign, CircleX, Clock, Copy, CreditCard, Database, DollarSign, Download, ExternalLink, Eye, FileText, Flag, Funnel, Gauge, Gift, Globe, Hash, Heart,
  Inbox, Info, Layers, LayoutDashboard, LifeBuoy, Lightbulb, List, Loader, Lock, Mail, MapPin, Maximize2, Megaphone, MessageSquare, Minus, Monitor, Moon, MousePointerClick, Package, Percent, Phone, Plus, Presentation, Printer, Receipt,
  RefreshCw, RotateCcw, Search, Settings, ShoppingBag, ShoppingCart, SlidersHorizontal, Smile, Star, Store, Sun, Table2, Tag, Target, ThumbsUp, Ticket, Timer, TrendingDown, TrendingUp, Truck, Undo2, User, UserPlus, Users, Wallet,
  Warehouse, X, Zap,
  type LucideIcon,
} from "lucide-react";

export const icons = {
  activity: Activity, "alert-triangle": AlertTriangle, "arrow-down": ArrowDown, "arrow-down-right": ArrowDownRight, "arrow-left": ArrowLeft, "arrow-right": ArrowRight, "arrow-up": ArrowUp, "arrow-up-right": ArrowUpRight, award: Award,
  banknote: Banknote, "bar-chart": ChartColumn, boxes: Boxes, building: Building2, calendar: Calendar, check: Check, "check-circle": CircleCheck, "chevron-down": ChevronDown, "chevron-left": ChevronLeft, "chevron-right": ChevronRight,
  "chevron-up": ChevronUp, clock: Clock, copy: Copy, "credit-card": CreditCard, dashboard: LayoutDashboard, database: Database, discount: BadgePercent, dollar: DollarSign, "dollar-circle": CircleDollarSign, download: Download,
  "external-link": ExternalLink, eye: Eye, "file-text": FileText, flag: Flag, funnel: Funnel, gauge: Gauge, gift: Gift, globe: Globe, hash: Hash, heart: Heart, inbox: Inbox, info: Info, layers: Layers, "life-buoy": LifeBuoy,
  lightbulb: Lightbulb, "line-chart": ChartLine, list: List, loader: Loader, lock: Lock, mail: Mail, "map-pin": MapPin, maximize: Maximize2, megaphone: Megaphone, message: MessageSquare, minus: Minus, monitor: Monitor, moon: Moon, click: MousePointerClick,
  package: Package, percent: Percent, phone: Phone, "pie-chart": ChartPie, plus: Plus, presentation: Presentation, printer: Printer, receipt: Receipt, refresh: RefreshCw, rotate: RotateCcw, search: Search, settings: Settings,
  "shopping-bag": ShoppingBag, "shopping-cart": ShoppingCart, sliders: SlidersHorizontal, smile: Smile, sort: ChevronsUpDown, star: Star, store: Store, sun: Sun, table: Table2, tag: Tag, target: Target, "thumbs-up": ThumbsUp, ticket: Ticket,
  timer: Timer, "trending-down": TrendingDown, "trending-up": TrendingUp, truck: Truck, undo: Undo2, user: User, "user-plus": UserPlus, users: Users, wallet: Wallet, warehouse: Warehouse, x: X, "x-circle": CircleX, zap: Zap,
} as const satisfies Record<string, LucideIcon>;

export type IconName = keyof typeof icons;
