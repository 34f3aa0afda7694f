export default function App() {
  return <main><h1>Lorem ipsum dolor sit amet</h1><p>TODO: build the app here.</p></main>;
}
