import { Link, makeStyles, tokens } from '@fluentui/react-components';
import type { Nodes, Parents } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { Fragment, type ReactNode } from 'react';
import { openHelp } from '../stores/help-store.ts';

const useStyles = makeStyles({
  root: {
    userSelect: 'text',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    color: tokens.colorNeutralForeground2,
    overflowWrap: 'anywhere',
    '& h1': {
      fontSize: tokens.fontSizeBase500,
      lineHeight: tokens.lineHeightBase500,
      fontWeight: 600,
      letterSpacing: '-0.012em',
      color: tokens.colorNeutralForeground1,
    },
    '& h2': {
      marginTop: '20px',
      fontSize: tokens.fontSizeBase400,
      lineHeight: tokens.lineHeightBase400,
      fontWeight: 600,
      color: tokens.colorNeutralForeground1,
    },
    '& h3': { marginTop: '14px', fontWeight: 600, fontSize: tokens.fontSizeBase300 },
    '& p, & ul, & ol, & pre, & blockquote': { margin: '8px 0 0' },
    '& ul': { paddingLeft: '18px', listStyle: 'disc' },
    '& ol': { paddingLeft: '20px', listStyle: 'decimal' },
    '& li': { marginTop: '4px' },
    '& li > p': { marginTop: 0 },
    '& strong': { fontWeight: 600, color: tokens.colorNeutralForeground1 },
    '& code': { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
    '& pre': {
      padding: '10px 12px',
      borderRadius: tokens.borderRadiusLarge,
      backgroundColor: tokens.colorNeutralBackground3,
      whiteSpace: 'pre-wrap',
    },
  },
});

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

/** Only elements of React: whatever a text holds, nothing of it is ever read as HTML. */
function render(node: Nodes): ReactNode {
  switch (node.type) {
    case 'text':
      return node.value;
    case 'heading': {
      const Heading = headings[node.depth - 1] ?? 'h6';
      return <Heading>{children(node)}</Heading>;
    }
    case 'paragraph':
      return <p>{children(node)}</p>;
    case 'list':
      return node.ordered ? <ol>{children(node)}</ol> : <ul>{children(node)}</ul>;
    case 'listItem':
      return <li>{children(node)}</li>;
    case 'strong':
      return <strong>{children(node)}</strong>;
    case 'emphasis':
      return <em>{children(node)}</em>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre>
          <code>{node.value}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote>{children(node)}</blockquote>;
    case 'break':
      return <br />;
    case 'link':
      return <PageLink url={node.url}>{children(node)}</PageLink>;
    default:
      return 'children' in node ? children(node) : null;
  }
}

const children = (node: Parents): ReactNode =>
  node.children.map((child, index) => <Fragment key={index}>{render(child)}</Fragment>);

/** Help pages point at each other; a link to anywhere else is only its words. */
function PageLink({ url, children: words }: { url: string; children: ReactNode }) {
  const page = /^([a-z0-9-]+)\.md$/.exec(url)?.[1];
  return page ? (
    <Link as="button" inline onClick={() => openHelp(page)}>
      {words}
    </Link>
  ) : (
    words
  );
}

/** A help page's Markdown. */
export function MarkdownView({ markdown }: { markdown: string }) {
  const styles = useStyles();
  return <div className={styles.root}>{render(fromMarkdown(markdown))}</div>;
}
