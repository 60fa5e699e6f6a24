'use client';
export { FailedScreen as default } from '#app/_components/FailedScreen.tsx';
